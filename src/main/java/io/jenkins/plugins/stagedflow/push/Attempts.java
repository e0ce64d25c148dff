package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries work for an image again while its failure may pass. */
record Attempts(Timing timing, int most) {
    private static final double MILLIS = 1_000;

    /**
     * Returns what the work returned.
     *
     * @throws RegistryException of the last attempt
     */
    <T> T run(ImagePush image, Work<T> work) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                T done = work.run();
                image.took(attempt);
                return done;
            } catch (RegistryException e) {
                image.took(attempt);
                if (!e.mayPass() || attempt >= most) {
                    throw e;
                }
                pause(image, attempt, e.reason());
            }
        }
    }

    private void pause(ImagePush image, int attempt, String reason) throws InterruptedException {
        Duration wait = Backoff.RETRY.after(attempt, ThreadLocalRandom.current().nextDouble());
        image.console()
                .line("attempt %d of %d failed (%s); the next one is in %.1f s"
                        .formatted(attempt, most, reason, wait.toMillis() / MILLIS));
        timing.sleeper().sleep(wait);
    }

    /** What is tried. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }
}
