package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Mask;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
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
        String registry = request.repository().registry();
        KnownChallenges.keep(login.trust().endpoint(registry), challenge.get());
        Optional<Secret> answer = header(registry, challenge.get(), List.of(request.scope()), retries);
        return challenge.get().isBearer() ? answer : answer.filter(header -> !sent.equals(Optional.of(header)));
    }

    /**
     * Gets the header for requests of all these scopes before any of them is sent, if the registry is known to want one;
     * where it is not known the registry is asked. A failure is left to the requests to meet.
     */
    void prepare(String registry, List<String> scopes, Retries retries) throws InterruptedException {
        URI endpoint = login.trust().endpoint(registry);
        try {
            Optional<Challenge> known = KnownChallenges.find(endpoint);
            Challenge challenge = known.isPresent() ? known.get() : asked(endpoint, retries);
            KnownChallenges.keep(endpoint, challenge);
            header(registry, challenge, scopes, retries);
        } catch (IOException e) {
            KnownChallenges.forget(endpoint);
        }
    }

    private Optional<Secret> header(String registry, Challenge challenge, List<String> scopes, Retries retries)
            throws IOException, InterruptedException {
        return challenge.isBearer() ? Optional.of(bearer(registry, challenge, scopes, retries)) : basic(registry);
    }

    /** Returns the text without the login and without the tokens. */
    String masked(String text) {
        return Mask.nothing().with(login.secrets()).with(answers.values()).apply(text);
    }

    private Optional<Secret> basic(String registry) {
        if (login.isAnonymous() || login.isIdentityToken()) {
            return Optional.empty();
        }
        Secret answer = Secret.of("Basic " + login.basic().reveal());
        // A token that is not asked for any more must not stand before what is.
        answers.keySet().removeIf(key -> key.startsWith(registry + " "));
        answers.put(registry, answer);
        return Optional.of(answer);
    }

    private Secret bearer(String registry, Challenge challenge, List<String> scopes, Retries retries)
            throws IOException, InterruptedException {
        Realm realm = Realm.of(challenge, login.trust().endpoint(registry));
        String service = challenge.parameter("service").orElse(registry);
        Secret answer = new TokenRequest(login, realm, service, String.join(" ", scopes)).header(transport, retries);
        scopes.forEach(scope -> answers.put(registry + " " + scope, answer));
        return answer;
    }

    private Challenge asked(URI endpoint, Retries retries) throws IOException, InterruptedException {
        HttpRequest ping = HttpRequest.newBuilder(endpoint).GET().build();
        Exchange exchange = retries.send(limit -> transport.send(ping, Patience.of(limit)));
        Optional<Challenge> challenge =
                exchange.status() == Exchange.UNAUTHORIZED ? Challenge.of(exchange) : Optional.empty();
        return challenge.orElse(Challenge.NONE);
    }
}
