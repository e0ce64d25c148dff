package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.LimitedBody;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Requests to registries in the name of one login: tokens are fetched when they are asked for and used again until they
 * are refused. Safe for use by several threads.
 */
final class Conversation {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(30);

    private final RegistryLogin login;
    private final HttpTransport transport;
    private final Authorization authorization;
    private final Retries retries;

    Conversation(RegistryLogin login, Timing timing, Deadline deadline) {
        this.login = login;
        transport = new HttpTransport(login.trust());
        authorization = new Authorization(login, transport);
        retries = new Retries(timing, deadline);
    }

    /** Returns what decides whether and when something is tried again. */
    Retries retries() {
        return retries;
    }

    /** Returns the answer, whatever its status, after as many attempts as it takes. */
    Exchange send(String action, RegistryRequest request) throws InterruptedException {
        try {
            Optional<Secret> known = authorization.known(request);
            Exchange exchange = send(request, known);
            if (exchange.status() != Exchange.UNAUTHORIZED) {
                return exchange;
            }
            Optional<Secret> answer = authorization.answer(request, exchange, known, retries);
            return answer.isPresent() ? send(request, answer) : exchange;
        } catch (IOException e) {
            throw failure(action, request, e);
        }
    }

    /**
     * Returns the answer of one attempt, which may take as long as it makes progress. After a 401 that can be answered
     * the next attempt does so.
     *
     * @throws Unanswerable if the login is not taken
     */
    Exchange once(RegistryRequest request, Patience patience) throws IOException, InterruptedException {
        Optional<Secret> known = authorization.known(request);
        Exchange exchange = transport.send(http(request, known), patience);
        requireAnswerable(request, exchange, known);
        return exchange;
    }

    /** Returns the answer with its body still to be read, after a 401 once more. */
    HttpResponse<InputStream> open(RegistryRequest request) throws IOException, InterruptedException {
        Optional<Secret> known = authorization.known(request);
        HttpResponse<InputStream> response = transport.open(http(request, known), Patience.of(ONE_ANSWER));
        if (response.statusCode() != Exchange.UNAUTHORIZED) {
            return response;
        }
        Exchange refused = HttpTransport.whole(request.method(), request.uri(), response);
        Optional<Secret> answer = requireAnswerable(request, refused, known);
        return transport.open(http(request, answer), Patience.of(ONE_ANSWER));
    }

    /**
     * Sees to it that requests to repositories of one registry need not be refused first: by one token for all of them, or
     * by the login. That is only possible once it is known how the registry wants to be asked; if it cannot be found out,
     * the requests themselves say why.
     */
    void prepare(String registry, List<String> scopes) throws InterruptedException {
        authorization.prepare(registry, scopes, retries);
    }

    /** Returns the exchange if it succeeded. */
    Exchange orFail(String action, Exchange exchange) {
        if (!exchange.isSuccess()) {
            throw new RegistryException(
                    action,
                    authorization.masked(exchange.reason()),
                    Remedy.of(exchange, login),
                    null,
                    exchange.mayPass());
        }
        return exchange;
    }

    RegistryException failure(String action, String reason) {
        return new RegistryException(action, authorization.masked(reason), "", null);
    }

    RegistryException failure(String action, RegistryRequest request, IOException cause) {
        if (cause instanceof Unanswerable refusal) {
            return new RegistryException(
                    action, authorization.masked(refusal.exchange.reason()), Remedy.of(refusal.exchange, login), null);
        }
        boolean passing = !(cause instanceof SSLException || cause instanceof LimitedBody.TooLargeException);
        String reason = request.repository().registry() + ": " + Causes.words(cause);
        return new RegistryException(action, authorization.masked(reason), "", null, passing);
    }

    private Optional<Secret> requireAnswerable(RegistryRequest request, Exchange exchange, Optional<Secret> sent)
            throws IOException, InterruptedException {
        if (exchange.status() != Exchange.UNAUTHORIZED) {
            return sent;
        }
        Optional<Secret> answer = authorization.answer(request, exchange, sent, retries);
        if (answer.isEmpty()) {
            throw new Unanswerable(exchange);
        }
        return answer;
    }

    private Exchange send(RegistryRequest request, Optional<Secret> header) throws IOException, InterruptedException {
        HttpRequest http = http(request, header);
        return retries.send(limit -> transport.send(http, Patience.of(limit)));
    }

    // An upload may have to go on at another host, to which the login is nothing.
    private HttpRequest http(RegistryRequest request, Optional<Secret> header) {
        String registry = request.repository().registry();
        URI uri = login.trust().adapted(registry, request.uri());
        HttpRequest.Builder builder = request.http().uri(uri);
        header.filter(value -> Endpoint.isSameOrigin(login.trust().endpoint(registry), uri))
                .ifPresent(value -> builder.header("Authorization", value.reveal()));
        return builder.build();
    }

    /** A 401 to which there is no answer. */
    static final class Unanswerable extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Exchange exchange;

        Unanswerable(Exchange exchange) {
            super(exchange.reason());
            this.exchange = exchange;
        }
    }
}
