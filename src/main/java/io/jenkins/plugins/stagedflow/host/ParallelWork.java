package io.jenkins.plugins.stagedflow.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Several pieces of named work at once. All run to their end, also when some fail. */
public final class ParallelWork {
    private static final long SECONDS_TO_CLEAN_UP = 30;

    private ParallelWork() {}

    /**
     * Runs all work, at most the given number of pieces at a time.
     *
     * @return name to outcome, in the order of the work
     * @throws InterruptedException if the caller is interrupted; the work is interrupted too and has ended by then
     */
    public static <T> Map<String, Outcome<T>> run(Map<String, Work<T>> work, int mostAtOnce)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(mostAtOnce, work.size())));
        try {
            Map<String, Future<T>> started = new LinkedHashMap<>();
            work.forEach((name, piece) -> started.put(name, threads.submit(piece::run)));
            return collected(started);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static <T> Map<String, Outcome<T>> collected(Map<String, Future<T>> started) throws InterruptedException {
        Map<String, Outcome<T>> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Future<T>> piece : started.entrySet()) {
            outcomes.put(piece.getKey(), outcome(piece.getKey(), piece.getValue()));
        }
        return outcomes;
    }

    private static <T> Outcome<T> outcome(String name, Future<T> piece) throws InterruptedException {
        try {
            return Outcome.of(piece.get());
        } catch (ExecutionException e) {
            return Outcome.failed(unchecked(name, e.getCause()));
        }
    }

    private static RuntimeException unchecked(String name, Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        return cause instanceof RuntimeException failure
                ? failure
                : new OperationFailedException("finish " + name, String.valueOf(cause), "", cause);
    }

    // Work that was interrupted kills processes and removes its files; the caller must not go on before that.
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_CLEAN_UP);
        while (!threads.isTerminated() && System.nanoTime() < end) {
            try {
                threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A piece of work. */
    @FunctionalInterface
    public interface Work<T> {
        /** Returns the result of the work. */
        T run() throws InterruptedException;
    }
}
