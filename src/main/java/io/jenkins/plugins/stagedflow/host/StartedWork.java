package io.jenkins.plugins.stagedflow.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Named work that goes on beside the thread that started it. All runs to its end, also when some fails, unless it is closed. */
public final class StartedWork<T> implements AutoCloseable {
    private static final long SECONDS_TO_CLEAN_UP = 30;

    private final ExecutorService threads;
    private final Map<String, Future<T>> started = new LinkedHashMap<>();

    StartedWork(Map<String, ParallelWork.Work<T>> work, int mostAtOnce) {
        threads = Executors.newFixedThreadPool(Math.max(1, Math.min(mostAtOnce, work.size())));
        work.forEach((name, piece) -> started.put(name, threads.submit(piece::run)));
    }

    /**
     * Waits until all has ended.
     *
     * @return name to outcome, in the order of the work
     * @throws InterruptedException if the caller is interrupted, or a piece of work was
     */
    public Map<String, Outcome<T>> outcomes() throws InterruptedException {
        Map<String, Outcome<T>> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Future<T>> piece : started.entrySet()) {
            outcomes.put(piece.getKey(), outcome(piece.getKey(), piece.getValue()));
        }
        return outcomes;
    }

    /** Interrupts what has not ended, and returns when it has. */
    @Override
    public void close() {
        threads.shutdownNow();
        awaitEnd();
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
    private void awaitEnd() {
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
}
