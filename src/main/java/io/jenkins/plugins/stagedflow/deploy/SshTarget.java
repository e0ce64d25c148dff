package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A machine reached over SSH, and who reaches it.
 *
 * @param host name or address
 * @param port where its sshd listens
 * @param user who logs in
 * @param identity what proves that
 * @param hostKeys the keys the machine may show
 * @param jumps the machines on the way to it, the nearest first
 */
record SshTarget(String host, int port, String user, SshIdentity identity, HostKeys hostKeys, List<SshTarget> jumps)
        implements Serializable {
    private static final Pattern HOST =
            Pattern.compile("[0-9A-Za-z]([0-9A-Za-z._-]*[0-9A-Za-z])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern USER = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_.@\\\\-]*\\$?");

    SshTarget {
        Require.matching("host", host, HOST, "a host name or an address");
        Require.port("port", port);
        Require.matching("user", user, USER, "a user name");
        jumps = List.copyOf(jumps);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
