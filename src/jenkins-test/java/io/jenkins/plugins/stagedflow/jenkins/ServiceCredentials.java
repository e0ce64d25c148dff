package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.stagedflow.Services;

/** The users of the services as credentials of Jenkins. */
final class ServiceCredentials {
    private ServiceCredentials() {}

    /** Returns the login of a user of the registry, PUSHER or READER. */
    static Credentials login(Services services, String id, String who) throws Exception {
        return new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                "",
                services.get(who + "_USER"),
                services.contentOf(who + "_PASSWORD_FILE"));
    }

    /** Returns the key of the user of the SSH server. */
    static Credentials deployKey(Services services, String id) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                id,
                services.get("SSH_USER"),
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(services.contentOf("SSH_KEY_FILE") + "\n"),
                "",
                "");
    }
}
