package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** A machine showed a key that it must not show: trying again does not help. */
final class UntrustedHostException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    UntrustedHostException(SshTarget target, String refusal, Exception cause) {
        super(
                "trust " + target,
                refusal,
                "Nothing was sent. If the machine's key was changed on purpose, give its new one as hostKey or"
                        + " knownHosts",
                cause);
    }
}
