package io.jenkins.plugins.stagedflow.deploy;

/** One phase of a deployment did not reach its end. */
class PhaseFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PhaseFailedException(String reason) {
        super(reason);
    }
}
