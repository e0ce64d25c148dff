package io.jenkins.plugins.stagedflow.deploy;

/** The connection broke before a phase told how it ended. */
final class ConnectionLostException extends PhaseFailedException {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String reason) {
        super(reason, true);
    }
}
