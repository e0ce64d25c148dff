package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A machine reached over SSH, and who reaches it.
 *
 * @param host name or address
 * @param port where its sshd listens
 * @param user who logs in
 * @param privateKey the key in OpenSSH's format or PEM
 * @param passphrase what the key is encrypted with; empty if it is not
 * @param hostKeys the keys the machine may show
 */
record SshTarget(String host, int port, String user, Secret privateKey, Secret passphrase, HostKeys hostKeys)
        implements Serializable {
    private static final Pattern HOST =
            Pattern.compile("[0-9A-Za-z]([0-9A-Za-z._-]*[0-9A-Za-z])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern USER = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_.@\\\\-]*\\$?");

    SshTarget {
        Require.matching("host", host, HOST, "a host name or an address");
        Require.port("port", port);
        Require.matching("user", user, USER, "a user name");
        if (!privateKey.reveal().contains("PRIVATE KEY-----")) {
            throw new InvalidRequestException(
                    "privateKey", privateKey.isEmpty() ? "" : privateKey, "a private key in OpenSSH's format or PEM");
        }
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
