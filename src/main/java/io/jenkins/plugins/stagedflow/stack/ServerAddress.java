package io.jenkins.plugins.stagedflow.stack;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses of API servers. */
final class ServerAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    private ServerAddress() {}

    /** Returns the URL with the given host if it names this machine in any way, else as it is. */
    static String reachedAt(String server, String host) {
        try {
            URI url = new URI(server);
            return url.getHost() != null && isHere(url.getHost())
                    ? new URI(url.getScheme(), null, host, url.getPort(), url.getPath(), url.getQuery(), null)
                            .toString()
                    : server;
        } catch (URISyntaxException e) {
            // Not for us to judge: kubectl says what it thinks of it.
            return server;
        }
    }

    /** Returns whether the URL names this machine. */
    static boolean isLocalUrl(String server) {
        try {
            String host = new URI(server).getHost();
            return host != null && isHere(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHere(String host) {
        if ("localhost".equalsIgnoreCase(host)) {
            return true;
        }
        return LITERAL.matcher(host).matches() && isLocal(host);
    }

    private static boolean isLocal(String literal) {
        try {
            // A literal is not looked up anywhere.
            InetAddress address = InetAddress.getByName(literal);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
