package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.LimitedBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Sends requests of HTTP. An answer has an end in bytes and in time, and a redirect is followed on the same server only:
 * the request carries a login.
 */
final class HttpTransport {
    /** What registries must accept as a manifest; the same bounds what we take from them. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 3;
    private static final Set<String> FOLLOWED = Set.of("GET", "HEAD");

    private final HttpClient client;

    HttpTransport(Trust trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!trust.authorities().isEmpty()) {
            builder.sslContext(context(trust));
        }
        client = builder.build();
    }

    /** Returns the exchange, whatever its status. */
    Exchange send(HttpRequest request, Patience patience) throws IOException, InterruptedException {
        Exchange exchange = exchange(request, patience);
        Optional<URI> next = redirect(exchange);
        for (int followed = 0; followed < MOST_REDIRECTS && next.isPresent(); followed++) {
            exchange = exchange(to(next.get(), request), patience);
            next = redirect(exchange);
        }
        return exchange;
    }

    /**
     * Returns the answer with its body still to be read. What is there may be kept at another server, which gets no login:
     * a redirect is followed there too, always by TLS unless both are on this machine.
     */
    HttpResponse<InputStream> open(HttpRequest request, Patience patience) throws IOException, InterruptedException {
        HttpRequest asked = request;
        HttpResponse<InputStream> response = received(request, HttpTransport::streamed, patience);
        for (int followed = 0; followed < MOST_REDIRECTS && response.statusCode() / 100 == 3; followed++) {
            Exchange exchange = whole(request.method(), asked.uri(), response);
            Optional<URI> next = exchange.safeLocation();
            if (next.isEmpty()) {
                throw new IOException(exchange.reason());
            }
            asked = to(next.get(), asked);
            response = received(asked, HttpTransport::streamed, patience);
        }
        return response;
    }

    /** Reads the rest of an answer that is not what was asked for. */
    static Exchange whole(String method, URI uri, HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            byte[] words = body.readNBytes(MOST_BYTES);
            return new Exchange(method, uri, response.statusCode(), response.headers(), words);
        }
    }

    private static SSLContext context(Trust trust) {
        try {
            return trust.context();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java has TLS", e);
        }
    }

    private Exchange exchange(HttpRequest request, Patience patience) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = received(request, answer -> new LimitedBody(MOST_BYTES), patience);
        return new Exchange(
                request.method(), request.uri(), response.statusCode(), response.headers(), response.body());
    }

    private static HttpResponse.BodySubscriber<InputStream> streamed(HttpResponse.ResponseInfo answer) {
        return new StreamedBody();
    }

    private <T> HttpResponse<T> received(HttpRequest request, HttpResponse.BodyHandler<T> body, Patience patience)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return awaited(answer, patience);
        } finally {
            // After a time-out or an interrupt the connection must not stay; after an answer this does nothing.
            answer.cancel(true);
        }
    }

    private static <T> T awaited(CompletableFuture<T> answer, Patience patience)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return answer.get(Math.max(0, patience.left().toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (patience.left().toMillis() <= 0) {
                    throw patience.over(e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            }
        }
    }

    private static Optional<URI> redirect(Exchange exchange) {
        boolean followed = exchange.isRedirect() && FOLLOWED.contains(exchange.method());
        return followed ? exchange.location() : Optional.empty();
    }

    private static HttpRequest to(URI uri, HttpRequest request) {
        boolean same = Endpoint.isSameOrigin(uri, request.uri());
        return HttpRequest.newBuilder(request, (name, value) -> same || !"Authorization".equalsIgnoreCase(name))
                .uri(uri)
                .build();
    }
}
