package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.HttpGet;
import io.jenkins.plugins.stagedflow.host.LimitedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Fetches a file over the network of the host, once.
 *
 * @param url where it is
 * @param limit how long it may take from the first byte sent to the last received
 * @param mostBytes a larger file is refused
 */
record FetchTask(URI url, Duration limit, int mostBytes) implements HostTask<Fetched> {
    private static final int OK = 200;

    @Override
    public Fetched run(Console console) throws InterruptedException {
        // A redirect from the loopback mirror could lead out over plain http; from https it leads to https only.
        boolean secure = "https".equals(url.getScheme());
        try {
            return fetched(new HttpGet(url, limit, secure, Optional.empty()).send(mostBytes));
        } catch (IOException e) {
            return failed(e);
        }
    }

    private static Fetched fetched(HttpGet.Answer answer) {
        return answer.status() == OK
                ? Fetched.content(answer.body())
                : Fetched.refused(answer.status(), answer.retryAfter());
    }

    private static Fetched failed(IOException cause) {
        boolean canPass = !(cause instanceof SSLException)
                && !(cause instanceof LimitedBody.TooLargeException)
                && !(cause instanceof HttpTimeoutException);
        String message = cause.getMessage();
        return Fetched.failed(message == null ? cause.getClass().getSimpleName() : message, canPass);
    }
}
