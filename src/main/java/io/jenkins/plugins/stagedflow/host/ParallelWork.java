package io.jenkins.plugins.stagedflow.host;

import java.util.Map;

/** Several pieces of named work at once. All run to their end, also when some fail. */
public final class ParallelWork {
    private ParallelWork() {}

    /**
     * Runs all work, at most the given number of pieces at a time.
     *
     * @return name to outcome, in the order of the work
     * @throws InterruptedException if the caller is interrupted; the work is interrupted too and has ended by then
     */
    public static <T> Map<String, Outcome<T>> run(Map<String, Work<T>> work, int mostAtOnce)
            throws InterruptedException {
        try (StartedWork<T> started = start(work, mostAtOnce)) {
            return started.outcomes();
        }
    }

    /**
     * Starts all work, at most the given number of pieces at a time, and returns at once. Who closes what is returned
     * has nothing left of it that goes on.
     */
    public static <T> StartedWork<T> start(Map<String, Work<T>> work, int mostAtOnce) {
        return new StartedWork<>(work, mostAtOnce);
    }

    /** A piece of work. */
    @FunctionalInterface
    public interface Work<T> {
        /** Returns the result of the work. */
        T run() throws InterruptedException;
    }
}
