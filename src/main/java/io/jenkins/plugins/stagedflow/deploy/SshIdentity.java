package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;

/**
 * What proves who logs in: a private key, the keys of a running ssh-agent, or both.
 *
 * @param privateKey the key in OpenSSH's format or PEM; empty if the agent alone is asked
 * @param passphrase what the key is encrypted with; empty if it is not
 * @param agent whether the ssh-agent of the host is asked
 */
record SshIdentity(Secret privateKey, Secret passphrase, boolean agent) implements Serializable {
    SshIdentity {
        boolean none = privateKey.isEmpty();
        if (none && !agent || !none && !privateKey.reveal().contains("PRIVATE KEY-----")) {
            throw new InvalidRequestException(
                    "privateKey",
                    none ? "" : privateKey,
                    "a private key in OpenSSH's format or PEM" + (none ? ", or sshAgent" : ""));
        }
    }
}
