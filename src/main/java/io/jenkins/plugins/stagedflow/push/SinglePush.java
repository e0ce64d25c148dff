package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.ImageSummary;
import io.jenkins.plugins.stagedflow.registry.InspectImage;
import io.jenkins.plugins.stagedflow.registry.RegistryException;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.RequireWritable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Pushes one image: asks whether it may, tries until it arrived or cannot, and reads back what the registry has. */
final class SinglePush {
    private static final double MILLIS = 1_000;

    private final Host host;
    private final Timing timing;
    private final ImageTransport transport;
    private final RegistryLogin login;
    private final int mostAttempts;
    private final PlannedPush push;
    private final Console console;
    private final Instant start;
    private int attempts;

    SinglePush(
            Host host,
            Console console,
            ImageTransport transport,
            RegistryLogin login,
            TransferOptions options,
            PlannedPush push) {
        this.host = host;
        this.login = login;
        timing = options.timing();
        this.transport = transport;
        this.push = push;
        this.console = console.named(push.name());
        mostAttempts = 1 + options.retries();
        start = timing.clock().instant();
    }

    /** Returns what became of the image; that it could not be pushed is a result here, not an exception. */
    PushedImage run() throws InterruptedException {
        try {
            // docker itself would try again for a minute before it says that a login may not push.
            host.call(new RequireWritable(push.remote().repository(), login), console);
            String digest = untilItArrives();
            ImageSummary summary = host.call(new InspectImage(push.remote(), login), console);
            requireSame(digest, summary.digest());
            return result(PushedImage.PUSHED, summary, "");
        } catch (RegistryException e) {
            return failed(e.reason());
        } catch (AttemptFailedException | OperationFailedException e) {
            return failed(e.getMessage());
        }
    }

    private String untilItArrives() throws InterruptedException {
        while (true) {
            attempts++;
            try {
                return transport.push(push, console);
            } catch (AttemptFailedException e) {
                if (!e.mayPass() || attempts == mostAttempts) {
                    throw e;
                }
                pause(e.getMessage());
            }
        }
    }

    private void pause(String reason) throws InterruptedException {
        Duration wait =
                Backoff.RETRY.after(attempts, ThreadLocalRandom.current().nextDouble());
        console.line("attempt %d of %d failed (%s); the next one is in %.1f s"
                .formatted(attempts, mostAttempts, reason, wait.toMillis() / MILLIS));
        timing.sleeper().sleep(wait);
    }

    private void requireSame(String pushed, String found) {
        if (!pushed.isEmpty() && !pushed.equals(found)) {
            throw new AttemptFailedException(
                    "%s was pushed, but the registry has %s under %s: somebody else pushed the same tag"
                            .formatted(pushed, found, push.remote()),
                    false);
        }
    }

    private PushedImage failed(String reason) {
        console.line("failed: " + reason);
        return result(PushedImage.FAILED, new ImageSummary("", 0), console.masked(reason));
    }

    private PushedImage result(String status, ImageSummary summary, String reason) {
        double seconds = Duration.between(start, timing.clock().instant()).toMillis() / MILLIS;
        String reference = push.remote().toString();
        return new PushedImage(status, reference, summary.digest(), summary.bytes(), seconds, attempts, reason);
    }
}
