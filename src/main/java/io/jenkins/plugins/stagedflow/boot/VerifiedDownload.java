package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;

/** Fetches something and lets nothing through but what has the expected checksum. */
final class VerifiedDownload {
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Host host;
    private final Console console;
    private final Timing timing;

    VerifiedDownload(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Returns the bytes.
     *
     * @throws OperationFailedException if they cannot be had, or their checksum differs: names the URL and both sums
     */
    byte[] verified(Download download, Deadline deadline) throws InterruptedException {
        byte[] content = fetched(download, deadline);
        String actual = Sha256.of(content);
        if (!actual.equals(download.sha256())) {
            throw new OperationFailedException(
                    "verify the " + download.name() + " from " + download.url(),
                    "its SHA-256 is " + actual + ", but " + download.sha256() + " was expected, so it "
                            + download.otherwise(),
                    "Find out who changed it; if the change is right, give its sum as " + download.field());
        }
        return content;
    }

    private byte[] fetched(Download download, Deadline deadline) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Fetched answer = host.call(download.task(deadline.left()), console);
            if (answer.succeeded()) {
                return answer.content();
            }
            Duration wait = wait(answer, attempt);
            if (!answer.canPass() || attempt == MOST_ATTEMPTS || wait.compareTo(deadline.left()) >= 0) {
                throw failure(download, answer, attempt);
            }
            console.line("The %s from %s could not be fetched (%s), trying again in %.1f s"
                    .formatted(download.name(), download.url(), answer.problem(), wait.toMillis() / 1000.0));
            timing.sleeper().sleep(wait);
        }
    }

    // As long as the server asks, but not longer than anybody would wait for it.
    private Duration wait(Fetched answer, int attempt) {
        Duration asked = answer.retryAfter(timing.clock());
        Duration usual = Backoff.RETRY.after(attempt);
        Duration wait = asked.compareTo(usual) > 0 ? asked : usual;
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static OperationFailedException failure(Download download, Fetched answer, int attempts) {
        String tried = attempts == 1 ? "" : " (after " + attempts + " attempts)";
        return new OperationFailedException(
                "fetch the " + download.name() + " from " + download.url(),
                answer.problem() + tried,
                "Check the address and the network, or name a mirror");
    }
}
