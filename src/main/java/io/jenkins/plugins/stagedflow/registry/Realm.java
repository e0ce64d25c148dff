package io.jenkins.plugins.stagedflow.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The token service that a registry names. Whoever answers in the registry's name chooses it, so a login goes there only
 * if it is the registry's own or a neighbour of the same domain, and by TLS.
 */
record Realm(URI uri, URI registry) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");
    private static final int LABELS_OF_A_DOMAIN = 2;

    /** Returns the realm of a challenge, or refuses one that cannot be asked safely. */
    static Realm of(Challenge challenge, URI registry) throws IOException {
        String named = challenge.parameter("realm").orElse("");
        try {
            URI uri = new URI(named);
            boolean safe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && Endpoint.isLoopback(uri) && Endpoint.isLoopback(registry);
            if (!safe || uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IOException("it names a token service that is not reached by https");
            }
            return new Realm(uri, registry);
        } catch (URISyntaxException e) {
            throw new IOException("it names a token service that is no URL", e);
        }
    }

    /** Returns whether a login for the registry may be sent there. */
    boolean isTrusted() {
        return domain(uri).equals(domain(registry));
    }

    /** Returns the URL that gives a token of the scope, or of several with a space between. */
    URI tokenUrl(String service, String scope) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&";
        String base = uri.toString().replaceAll("[?#].*", "");
        return URI.create(base + "?" + query + "service=" + encoded(service) + scopes(scope));
    }

    private static String scopes(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .map(scope -> "&scope=" + encoded(scope))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String domain(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        List<String> labels = Arrays.asList(host.split("\\."));
        return ADDRESS.matcher(host).matches() || labels.size() < LABELS_OF_A_DOMAIN
                ? host
                : String.join(".", labels.subList(labels.size() - LABELS_OF_A_DOMAIN, labels.size()));
    }
}
