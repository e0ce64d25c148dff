package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a URL from where this code runs until it answers with a status from 200 to 299. */
final class HealthProbe {
    private static final Duration AN_ANSWER = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final String url;
    private final Timing timing;
    private final Console console;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(AN_ANSWER).build();
    private String last = "";

    HealthProbe(String url, Timing timing, Console console) {
        this.url = url;
        this.timing = timing;
        this.console = console;
    }

    /** Returns when the URL answers well; throws if it does not in time. */
    void await(Deadline deadline) throws InterruptedException {
        console.line("asking %s from here for at most %d s"
                .formatted(url, deadline.limit().toSeconds()));
        if (timing.poll(deadline, Backoff.POLLING, this::ask).isEmpty()) {
            throw new PhaseFailedException(
                    "%s did not become healthy within %d s, asked from here; the last answer was %s"
                            .formatted(url, deadline.limit().toSeconds(), last));
        }
        console.line(url + " answers " + last);
    }

    private Optional<Boolean> ask() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(AN_ANSWER).build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            last = Integer.toString(status);
            return Optional.of(true).filter(any -> status / HUNDRED == SUCCESS);
        } catch (IOException e) {
            last = "no answer (" + e.getClass().getSimpleName() + ")";
            return Optional.empty();
        }
    }
}
