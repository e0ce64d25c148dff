package io.jenkins.plugins.stagedflow.git;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/** Chooses the way to a remote by its address. */
final class Transports {
    private Transports() {}

    static Transport to(URIish address, GitLogin login) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> new HttpTransport(address, login);
            case "git" -> new DaemonTransport(address);
            case "ssh" -> new SshTransport(address, login);
            default -> address.getHost() == null ? new LocalTransport(address) : new SshTransport(address, login);
        };
    }
}
