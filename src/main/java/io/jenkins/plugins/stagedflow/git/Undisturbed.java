package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs an exchange with a remote on a thread of its own and waits for its end. An interrupt would cut a push off at a
 * point where nobody knows what the remote has done, and here it is kept until the exchange is over.
 */
final class Undisturbed {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Undisturbed() {}

    /** Returns what the exchange returns; the calling thread is interrupted afterwards if it was meanwhile. */
    static <T> T call(Callable<T> exchange) throws IOException {
        FutureTask<T> task = new FutureTask<>(exchange);
        Thread thread = new Thread(task, "staged-flow-git");
        thread.setDaemon(true);
        thread.start();
        return result(task);
    }

    private static <T> T result(FutureTask<T> task) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + LONGEST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }
}
