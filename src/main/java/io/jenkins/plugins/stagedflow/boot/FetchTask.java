package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.LimitedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Fetches a file over the network of the host, once.
 *
 * @param url where it is
 * @param limit how long it may take from the first byte sent to the last received
 * @param mostBytes a larger file is refused
 */
record FetchTask(URI url, Duration limit, int mostBytes) implements HostTask<Fetched> {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Override
    public Fetched run(Console console) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, head -> new LimitedBody(mostBytes));
        try {
            return fetched(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (TimeoutException e) {
            return Fetched.failed("the server did not send it within " + limit.toSeconds() + " s", false);
        } finally {
            answer.cancel(true);
        }
    }

    // A redirect from the loopback mirror could lead out over plain http; from https the client follows to https only.
    private HttpClient client() {
        boolean secure = "https".equals(url.getScheme());
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TO_CONNECT)
                .followRedirects(secure ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
    }

    private static Fetched fetched(HttpResponse<byte[]> answer) {
        return answer.statusCode() == OK
                ? Fetched.content(answer.body())
                : Fetched.refused(
                        answer.statusCode(),
                        answer.headers().firstValue("Retry-After").orElse(""));
    }

    private static Fetched failed(Throwable cause) {
        boolean canPass = cause instanceof IOException
                && !(cause instanceof SSLException)
                && !(cause instanceof LimitedBody.TooLargeException);
        String message = cause.getMessage();
        return Fetched.failed(message == null ? cause.getClass().getSimpleName() : message, canPass);
    }
}
