package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.LimitedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Sends the requests of the API library: an answer has an end in bytes and time, a redirect never gets the token. */
final class ApiConnection implements GitHubConnector {
    private static final int REDIRECT = 3;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(String.valueOf(request.url())))
                .method(request.method(), body(request));
        request.allHeaders()
                .forEach((name, values) ->
                        values.stream().filter(value -> value != null).forEach(value -> builder.header(name, value)));
        HttpResponse<byte[]> response = answer(builder.build());
        refuseElsewhere(response);
        return new Response(request, response);
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new LimitedBody(MOST_BYTES));
        try {
            return answer.get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + TO_ANSWER.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    // The library would follow it; a repository that was renamed stays on the same server.
    private static void refuseElsewhere(HttpResponse<?> response) throws IOException {
        Optional<String> location = response.headers().firstValue("Location");
        if (response.statusCode() / 100 == REDIRECT && location.isPresent()) {
            URI target = resolved(response.uri(), location.get());
            boolean same = response.uri().getScheme().equals(target.getScheme())
                    && response.uri().getAuthority().equals(target.getAuthority());
            if (!same) {
                throw RefusedAnswerException.redirect(response.statusCode(), String.valueOf(target.getHost()));
            }
        }
    }

    private static URI resolved(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it points to something that is no URL", e);
        }
    }

    private static BodyPublisher body(GitHubConnectorRequest request) throws IOException {
        try (InputStream body = request.body()) {
            return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.readAllBytes());
        }
    }

    private static final class Response extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] body;

        Response(GitHubConnectorRequest request, HttpResponse<byte[]> response) {
            super(request, response.statusCode(), response.headers().map());
            body = response.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
