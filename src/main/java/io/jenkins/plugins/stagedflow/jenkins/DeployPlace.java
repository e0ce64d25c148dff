package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployRequestBuilder;
import java.io.Serializable;
import java.util.List;

/**
 * Where a deployment goes and how it gets there.
 *
 * @param host the machine, or a list of machines; an empty text if none is named
 * @param port of their sshd
 * @param user who logs in; empty for the user of the login
 * @param credentialsId the id behind the login; empty for an ssh-agent
 * @param hostKey what they must show
 * @param knownHosts or the lines of known_hosts that they must match
 * @param jumpHosts machines on the way
 * @param jumpHostKey what these must show
 * @param directory the checkout
 * @param login what is behind the id
 */
record DeployPlace(
        Serializable host,
        int port,
        String user,
        String credentialsId,
        String hostKey,
        String knownHosts,
        List<String> jumpHosts,
        String jumpHostKey,
        String directory,
        SshLogin login) {
    /** Returns this place with its login. */
    DeployPlace with(SshLogin found) {
        return new DeployPlace(
                host, port, user, credentialsId, hostKey, knownHosts, jumpHosts, jumpHostKey, directory, found);
    }

    /** Returns this place with known hosts, if it names neither a key nor known hosts of its own. */
    DeployPlace knowing(String lines) {
        boolean own = !knownHosts.isEmpty() || !hostKey.isEmpty() && (jumpHosts.isEmpty() || !jumpHostKey.isEmpty());
        return own
                ? this
                : new DeployPlace(
                        host, port, user, credentialsId, hostKey, lines, jumpHosts, jumpHostKey, directory, login);
    }

    /** Returns the beginning of a request for each machine. */
    List<DeployRequestBuilder> requests() {
        return Plain.names("host", host).stream().map(this::request).toList();
    }

    private DeployRequestBuilder request(String name) {
        return DeployRequest.builder()
                .address(name, user.isEmpty() ? login.user() : user, port)
                .privateKey(login.key())
                .passphrase(login.passphrase())
                .sshAgent(credentialsId.isEmpty())
                .hostKey(hostKey)
                .knownHosts(knownHosts)
                .jumpHosts(jumpHosts)
                .jumpHostKey(jumpHostKey)
                .directory(directory);
    }
}
