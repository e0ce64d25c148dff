package io.jenkins.plugins.stagedflow.push;

/** One attempt to push an image failed. */
final class AttemptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    AttemptFailedException(String reason, boolean passing) {
        super(reason);
        this.passing = passing;
    }

    /** Returns whether another attempt may succeed. */
    boolean mayPass() {
        return passing;
    }
}
