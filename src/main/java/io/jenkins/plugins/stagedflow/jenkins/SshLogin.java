package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Secret;

/** Who logs in over SSH, with which key. */
public record SshLogin(String user, Secret key, Secret passphrase) {
    /** Returns a login by whatever keys an ssh-agent has. */
    static SshLogin byAgent() {
        return new SshLogin("", Secret.of(""), Secret.of(""));
    }
}
