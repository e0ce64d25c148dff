package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.LimitedBody;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Returns the exchange, whatever its status. The limit is for the whole answer. */
    Exchange send(HttpRequest request, Duration limit) throws IOException, InterruptedException {
        Exchange exchange = exchange(request, limit);
        Optional<URI> next = redirect(exchange);
        for (int followed = 0; followed < MOST_REDIRECTS && next.isPresent(); followed++) {
            exchange = exchange(to(next.get(), request), limit);
            next = redirect(exchange);
        }
        return exchange;
    }

    private Exchange exchange(HttpRequest request, Duration limit) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, response -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Exchange(
                    request.method(), request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw timeOut(limit, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            // After a time-out or an interrupt the connection must not stay; after an answer this does nothing.
            answer.cancel(true);
        }
    }

    private static IOException timeOut(Duration limit, TimeoutException cause) {
        IOException timeOut = new InterruptedIOException("no whole answer within " + limit.toSeconds() + " s");
        timeOut.initCause(cause);
        return timeOut;
    }

    private static Optional<URI> redirect(Exchange exchange) {
        boolean followed = exchange.isRedirect() && FOLLOWED.contains(exchange.method());
        return followed ? exchange.location() : Optional.empty();
    }

    private static HttpRequest to(URI uri, HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true).uri(uri).build();
    }
}
