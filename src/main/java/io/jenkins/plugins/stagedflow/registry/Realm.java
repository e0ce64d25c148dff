package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Secret;
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

    // Below these everybody has a domain: co.uk and its like, and hosts where anybody can have a name.
    private static final Pattern PUBLIC = Pattern.compile(
            "(?:^|\\.)(?:(?:ac|co|com|edu|gov|mil|ne|net|or|org)\\.[a-z]{2}"
                    + "|github\\.io|gitlab\\.io|azurecr\\.io|cloudfront\\.net|amazonaws\\.com|appspot\\.com|run\\.app)$");

    /** Returns the realm of a challenge, or refuses one that cannot be asked safely. */
    static Realm of(Challenge challenge, URI registry) throws IOException {
        String named = challenge.parameter("realm").orElse("");
        try {
            URI uri = new URI(named);
            if (!isSafe(uri, registry) || uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IOException("it names a token service that is not reached by https");
            }
            return new Realm(uri, registry);
        } catch (URISyntaxException e) {
            throw new IOException("it names a token service that is no URL", e);
        }
    }

    // Where the registry itself is asked without TLS because we were told so, its token service may be too.
    private static boolean isSafe(URI uri, URI registry) {
        boolean plain = "http".equals(uri.getScheme());
        boolean told = "http".equals(registry.getScheme()) && !Endpoint.isLoopback(registry);
        return "https".equals(uri.getScheme())
                || plain && (told || Endpoint.isLoopback(uri) && Endpoint.isLoopback(registry));
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

    /** Returns the form that asks for a token of the scopes in exchange for an identity token. */
    String tokenForm(String service, String scopes, Secret identity) {
        return "grant_type=refresh_token&client_id=staged-flow&service=" + encoded(service) + "&scope="
                + encoded(scopes) + "&refresh_token=" + encoded(identity.reveal());
    }

    private static String scopes(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .distinct()
                .map(scope -> "&scope=" + encoded(scope))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String domain(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        List<String> labels = Arrays.asList(host.split("\\."));
        int own = PUBLIC.matcher(host).find() ? LABELS_OF_A_DOMAIN + 1 : LABELS_OF_A_DOMAIN;
        return ADDRESS.matcher(host).matches() || labels.size() < own
                ? host
                : String.join(".", labels.subList(labels.size() - own, labels.size()));
    }
}
