package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.LimitedBody;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/** Sends a request again while its failure may pass, attempts are left and the deadline is not over. */
record Retries(Timing timing, Deadline deadline) {
    static final int MOST_ATTEMPTS = 6;
    private static final Duration ONE_ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Returns the last exchange, which may still be a failure of the server. */
    Exchange send(Sending sending) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Exchange exchange = sending.within(deadline.atMost(ONE_ANSWER));
                if (!exchange.mayPass() || !pause(attempt, asked(exchange, attempt))) {
                    return exchange;
                }
            } catch (LimitedBody.TooLargeException | SSLException e) {
                throw e;
            } catch (IOException e) {
                if (!pause(attempt, usual(attempt))) {
                    throw e;
                }
            }
        }
    }

    /** Waits after a failed attempt; returns false, without a wait, if there is to be no other. */
    boolean pauseAfter(int attempt, Optional<Exchange> answer) throws InterruptedException {
        return pause(attempt, answer.map(exchange -> asked(exchange, attempt)).orElseGet(() -> usual(attempt)));
    }

    private boolean pause(int attempt, Duration wait) throws InterruptedException {
        boolean again = attempt < MOST_ATTEMPTS && wait.compareTo(deadline.left()) < 0;
        if (again) {
            timing.sleeper().sleep(wait);
        }
        return again;
    }

    private static Duration usual(int attempt) {
        return Backoff.RETRY.after(attempt, ThreadLocalRandom.current().nextDouble());
    }

    private Duration asked(Exchange exchange, int attempt) {
        Duration asked = exchange.header("Retry-After").map(this::parsed).orElse(Duration.ZERO);
        Duration usual = usual(attempt);
        Duration wait = asked.compareTo(usual) > 0 ? asked : usual;
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Seconds or a date. @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a> */
    private Duration parsed(String retryAfter) {
        try {
            return retryAfter.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            timing.clock().instant(),
                            Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** Sends the request once. */
    @FunctionalInterface
    interface Sending {
        Exchange within(Duration limit) throws IOException, InterruptedException;
    }
}
