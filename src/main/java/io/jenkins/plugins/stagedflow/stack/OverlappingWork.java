package io.jenkins.plugins.stagedflow.stack;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks again and again, also while an earlier look is still waiting for its answer: a connection that was made before
 * the other side was ready may never be answered, and must not keep a new one from being tried.
 */
final class OverlappingWork<T> implements AutoCloseable {
    private static final long MILLIS_TO_ANSWER = 700;
    private static final long SECONDS_TO_END = 10;

    private final Timing timing;
    private final Backoff pace;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletionService<Optional<T>> looks = new ExecutorCompletionService<>(threads);

    OverlappingWork(Timing timing, Backoff pace) {
        this.timing = timing;
        this.pace = pace;
    }

    /** Returns what the first successful look has found, or nothing if the deadline passed before. */
    Optional<T> first(Deadline deadline, Timing.Look<T> look) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            looks.submit(look::now);
            Future<Optional<T>> answer = looks.poll(MILLIS_TO_ANSWER, TimeUnit.MILLISECONDS);
            Optional<T> found = found(answer);
            if (found.isPresent() || deadline.isOver()) {
                return found;
            }
            // A look without an answer has been wait enough.
            if (answer != null) {
                timing.sleeper().sleep(deadline.atMost(pace.after(attempt)));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<T> found(@CheckForNull Future<Optional<T>> first) throws InterruptedException {
        for (Future<Optional<T>> look = first; look != null; look = looks.poll()) {
            Optional<T> found = value(look);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<T> value(Future<Optional<T>> look) throws InterruptedException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new OperationFailedException("look at the stack", String.valueOf(e.getCause()), "", e.getCause());
        }
    }
}
