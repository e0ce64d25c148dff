package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Several things to be waited for at once, where the first that fails makes the rest pointless. */
final class FirstFailure {
    private static final long SECONDS_TO_CLEAN_UP = 30;

    private FirstFailure() {}

    /**
     * Returns when all work is done. The failure of one interrupts the others; it is thrown when they have ended.
     *
     * @throws InterruptedException if the caller is interrupted; the work has ended by then
     */
    static void run(Collection<Wait> work) throws InterruptedException {
        // What is done keeps no thread while the rest goes on.
        ExecutorService threads = new ThreadPoolExecutor(0, work.size(), 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        CompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
        try {
            work.forEach(wait -> ended.submit(() -> {
                wait.run();
                return true;
            }));
            for (int i = 0; i < work.size(); i++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
        }
    }

    private static RuntimeException unchecked(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : new OperationFailedException("wait for the stack", String.valueOf(cause), "", cause);
    }

    /** Something to be waited for. */
    @FunctionalInterface
    interface Wait {
        void run() throws InterruptedException;
    }
}
