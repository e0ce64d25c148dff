package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;

/**
 * Asks a token service for a token.
 *
 * @param login in whose name
 * @param realm the token service
 * @param service what the registry is called there
 * @param scopes what the token must allow, several with a space between
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token authentication</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">tokens for an identity token</a>
 */
record TokenRequest(RegistryLogin login, Realm realm, String service, String scopes) {
    /** Returns the header that the token makes. */
    Secret header(HttpTransport transport, Retries retries) throws IOException, InterruptedException {
        HttpRequest request = http();
        Exchange exchange = retries.send(limit -> transport.send(request, Patience.of(limit)));
        return Secret.of("Bearer " + token(exchange));
    }

    private HttpRequest http() throws IOException {
        if (login.isAnonymous()) {
            return HttpRequest.newBuilder(realm.tokenUrl(service, scopes)).GET().build();
        }
        if (!realm.isTrusted()) {
            throw new IOException("it names a token service of another domain, "
                    + realm.uri().getHost() + ", to which the login is not sent");
        }
        return login.isIdentityToken() ? exchangeOfIdentity() : withPassword();
    }

    private HttpRequest withPassword() {
        URI url = realm.tokenUrl(service, scopes);
        return HttpRequest.newBuilder(url)
                .header("Authorization", "Basic " + login.basic().reveal())
                .GET()
                .build();
    }

    private HttpRequest exchangeOfIdentity() {
        String form = realm.tokenForm(service, scopes, login.password());
        return HttpRequest.newBuilder(realm.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String token(Exchange exchange) throws IOException {
        if (!exchange.isSuccess()) {
            throw new IOException("the token service " + exchange.reason());
        }
        String token = named(exchange.body());
        // Anything else could not be a header, or would be another one.
        if (!token.matches("[!-~]+")) {
            throw new IOException("the token service " + exchange.uri().getAuthority() + " gave no token");
        }
        return token;
    }

    private static String named(byte[] body) throws IOException {
        try {
            JsonNode answer = new ObjectMapper().readTree(body);
            return answer.path("token").asText(answer.path("access_token").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
