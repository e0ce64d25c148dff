package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Mask;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers the challenges of registries with one login, and remembers the answers.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">token authentication</a>
 */
final class Authorization {
    private final RegistryLogin login;
    private final HttpTransport transport;
    private final Map<String, Secret> answers = new ConcurrentHashMap<>();

    Authorization(RegistryLogin login, HttpTransport transport) {
        this.login = login;
        this.transport = transport;
    }

    /** Returns the header for a request as far as it is known from requests before. */
    Optional<Secret> known(RegistryRequest request) {
        String registry = request.repository().registry();
        return Optional.ofNullable(answers.get(registry + " " + request.scope()))
                .or(() -> Optional.ofNullable(answers.get(registry)));
    }

    /**
     * Returns the header that answers a 401, or nothing if there is none besides the one that was sent.
     *
     * @throws IOException if the token service gave no token
     */
    Optional<Secret> answer(RegistryRequest request, Exchange refused, Optional<Secret> sent, Retries retries)
            throws IOException, InterruptedException {
        Optional<Challenge> challenge = Challenge.of(refused);
        if (challenge.isEmpty()) {
            return Optional.empty();
        }
        return challenge.get().isBearer()
                ? Optional.of(bearer(request, challenge.get(), retries))
                : basic(request).filter(answer -> !sent.equals(Optional.of(answer)));
    }

    /** Returns the text without the login and without the tokens. */
    String masked(String text) {
        return Mask.nothing().with(login.secrets()).with(answers.values()).apply(text);
    }

    private Optional<Secret> basic(RegistryRequest request) {
        if (login.isAnonymous()) {
            return Optional.empty();
        }
        Secret answer = Secret.of("Basic " + login.basic().reveal());
        // A token that is not asked for any more must not stand before what is.
        answers.remove(request.repository().registry() + " " + request.scope());
        answers.put(request.repository().registry(), answer);
        return Optional.of(answer);
    }

    private Secret bearer(RegistryRequest request, Challenge challenge, Retries retries)
            throws IOException, InterruptedException {
        String registry = request.repository().registry();
        Realm realm = Realm.of(challenge, Endpoint.of(registry));
        URI url = realm.tokenUrl(challenge.parameter("service").orElse(registry), request.scope());
        Exchange exchange = retries.send(limit -> transport.send(tokenRequest(url, realm), Patience.of(limit)));
        Secret answer = Secret.of("Bearer " + token(exchange));
        answers.put(registry + " " + request.scope(), answer);
        return answer;
    }

    private HttpRequest tokenRequest(URI url, Realm realm) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url).GET();
        if (!login.isAnonymous()) {
            if (!realm.isTrusted()) {
                throw new IOException("it names a token service of another domain, " + url.getHost()
                        + ", to which the login is not sent");
            }
            builder.header("Authorization", "Basic " + login.basic().reveal());
        }
        return builder.build();
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
