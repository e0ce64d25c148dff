package io.jenkins.plugins.stagedflow.release;

/** Puts one failure into the sentence of another. */
final class Sentences {
    private Sentences() {}

    /** Returns the message as a part of a sentence. */
    static String within(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Could") ? "c" + message.substring(1) : message;
    }
}
