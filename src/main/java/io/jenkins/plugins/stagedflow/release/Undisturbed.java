package io.jenkins.plugins.stagedflow.release;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs an exchange with a remote on a thread of its own and waits for its end. An interrupt would cut a push off at a
 * point where nobody knows what the remote has done, and JGit loses some: here it is kept until the exchange is over.
 */
final class Undisturbed {
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
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
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
