package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches the installer and lets nothing through but what has the expected checksum. */
final class InstallerDownload {
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration AN_ATTEMPT = Duration.ofSeconds(30);

    private final Host host;
    private final Console console;
    private final Timing timing;

    InstallerDownload(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Returns the bytes of the installer.
     *
     * @throws OperationFailedException if they cannot be had, or their checksum differs: names the URL and both sums
     */
    byte[] verified(InstallerSource source, Deadline deadline) throws InterruptedException {
        byte[] script = fetched(source, deadline);
        String actual = sha256(script);
        if (!actual.equals(source.sha256())) {
            throw new OperationFailedException(
                    "verify the k3s installer from " + source.url(),
                    "its SHA-256 is " + actual + ", but " + source.sha256() + " was expected, so it was not executed",
                    "Find out who changed it; if the change is right, give its sum as installSha256");
        }
        return script;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] fetched(InstallerSource source, Deadline deadline) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Fetched answer = host.call(new FetchTask(source.url(), deadline.atMost(AN_ATTEMPT)), console);
            if (answer.succeeded()) {
                return answer.content();
            }
            if (!answer.canPass() || attempt == MOST_ATTEMPTS || deadline.isOver()) {
                throw failure(source, answer, attempt);
            }
            pause(answer, attempt, deadline);
        }
    }

    private void pause(Fetched answer, int attempt, Deadline deadline) throws InterruptedException {
        Duration asked = Duration.ofSeconds(answer.retryAfterSeconds());
        Duration usual = Backoff.RETRY.after(attempt);
        Duration wait = deadline.atMost(asked.compareTo(usual) > 0 ? asked : usual);
        console.line("The k3s installer could not be fetched (" + answer.problem() + "), trying again in "
                + wait.toMillis() / 1000.0 + " s");
        timing.sleeper().sleep(wait);
    }

    private static OperationFailedException failure(InstallerSource source, Fetched answer, int attempts) {
        String tried = attempts == 1 ? "" : " (after " + attempts + " attempts)";
        return new OperationFailedException(
                "fetch the k3s installer from " + source.url(),
                answer.problem() + tried,
                "Check version and network, or name a mirror");
    }
}
