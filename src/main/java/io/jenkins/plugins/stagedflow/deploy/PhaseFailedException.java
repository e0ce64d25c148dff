package io.jenkins.plugins.stagedflow.deploy;

/** One phase of a deployment did not reach its end. */
class PhaseFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cutOff;

    PhaseFailedException(String reason) {
        this(reason, false);
    }

    PhaseFailedException(String reason, boolean cutOff) {
        super(reason);
        this.cutOff = cutOff;
    }

    /** Returns whether the phase did not end by itself: what it had started may still be going on. */
    boolean isCutOff() {
        return cutOff;
    }
}
