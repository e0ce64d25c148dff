package io.jenkins.plugins.stagedflow.runner.credentials;

import io.jenkins.plugins.stagedflow.host.Secret;

/** A secret as it stands in a file. */
final class CredentialText {
    private CredentialText() {}

    // A line end after a password belongs to the editor; a private key needs its own.
    static Secret of(String content) {
        return Secret.of(content.contains("PRIVATE KEY") ? content : content.replaceFirst("\\R$", ""));
    }
}
