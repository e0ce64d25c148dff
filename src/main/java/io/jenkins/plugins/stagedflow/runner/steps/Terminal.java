package io.jenkins.plugins.stagedflow.runner.steps;

/** The user at a terminal, if there is one. */
public interface Terminal {
    /** Returns whether there is one. */
    boolean isThere();

    /** Returns what the user answers. */
    String ask(String question) throws InterruptedException;

    /** Returns that there is none. */
    static Terminal none() {
        return new Terminal() {
            @Override
            public boolean isThere() {
                return false;
            }

            @Override
            public String ask(String question) {
                throw new IllegalStateException("There is no terminal to ask '" + question + "' on");
            }
        };
    }
}
