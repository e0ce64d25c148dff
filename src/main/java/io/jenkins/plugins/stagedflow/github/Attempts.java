package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats work that asks GitHub while its failure may pass. The work must be one that can be repeated.
 *
 * @param action what is tried, for messages
 * @param repository whom the work asks
 */
record Attempts(String action, GitHubRepository repository, Console console, Timing timing) {
    private static final int MOST = 4;

    /** Returns what the work returns. */
    <T> T of(Work<T> work) throws InterruptedException {
        Console masking = console.masking(List.of(repository.token()));
        for (int attempt = 1; ; attempt++) {
            try {
                return work.done();
            } catch (IOException e) {
                requireNotStopped(e);
                ApiFailure failure = ApiFailure.of(e);
                if (attempt == MOST || !failure.mayPass()) {
                    throw new OperationFailedException(action, masking.masked(failure.reason()), failure.remedy());
                }
                masking.line("GitHub: " + failure.reason() + "; trying again");
                timing.sleeper()
                        .sleep(Backoff.RETRY.after(
                                attempt, ThreadLocalRandom.current().nextDouble()));
            }
        }
    }

    // The library wraps what the connection throws. The exception tells of the interrupt from here on, not the flag.
    private static void requireNotStopped(IOException e) throws InterruptedException {
        if (Thread.interrupted()
                || ApiFailure.cause(e, InterruptedIOException.class).isPresent()) {
            InterruptedException stopped = new InterruptedException("The release on GitHub was stopped");
            stopped.initCause(e);
            throw stopped;
        }
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }
}
