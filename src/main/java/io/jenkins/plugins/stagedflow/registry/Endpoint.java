package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.util.regex.Pattern;

/** Where a registry is reached: always by TLS, save on this machine itself, where Docker too speaks plain HTTP. */
final class Endpoint {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]", Pattern.CASE_INSENSITIVE);

    private Endpoint() {}

    /** Returns the root of the registry's API. */
    static URI of(String registry) {
        String authority = "docker.io".equals(registry) ? "registry-1.docker.io" : registry;
        URI https = URI.create("https://" + authority + "/v2/");
        return isLoopback(https) ? URI.create("http://" + authority + "/v2/") : https;
    }

    /** Returns whether the URL leads to the machine it is used on. */
    static boolean isLoopback(URI url) {
        return LOOPBACK.matcher(String.valueOf(url.getHost())).matches();
    }

    /** Returns whether both URLs lead to the same server. */
    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getAuthority()).equalsIgnoreCase(other.getAuthority());
    }

    /** Returns whether a server may send us to that URL: by TLS, or within this machine. */
    static boolean isSafe(URI from, URI to) {
        boolean web = to.getHost() != null && to.getRawUserInfo() == null;
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        return web
                && ("https".equalsIgnoreCase(to.getScheme())
                        || plain && isSameOrigin(from, to)
                        || plain && isLoopback(from) && isLoopback(to));
    }
}
