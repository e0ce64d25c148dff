package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;

/**
 * What one attempt to fetch something brought.
 *
 * @param content the bytes, empty unless it succeeded
 * @param problem why it failed, or an empty text
 * @param canPass whether another attempt may succeed
 * @param retryAfterSeconds how long the server asks to wait, 0 if it does not
 */
record Fetched(byte[] content, String problem, boolean canPass, long retryAfterSeconds) implements Serializable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    static Fetched content(byte[] content) {
        return new Fetched(content, "", false, 0);
    }

    static Fetched failed(String problem, boolean canPass) {
        return new Fetched(new byte[0], problem, canPass, 0);
    }

    static Fetched refused(int status, long retryAfterSeconds) {
        boolean canPass = status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
        return new Fetched(new byte[0], "the server answered " + status, canPass, retryAfterSeconds);
    }

    boolean succeeded() {
        return problem.isEmpty();
    }
}
