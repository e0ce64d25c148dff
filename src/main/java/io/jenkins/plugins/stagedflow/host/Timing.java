package io.jenkins.plugins.stagedflow.host;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The time as an operation sees it: a clock and a way to wait. Operations take one so that tests need not wait.
 *
 * @param clock tells the time
 * @param sleeper waits
 */
public record Timing(Clock clock, Sleeper sleeper) {
    /** Returns the time of this machine. */
    public static Timing system() {
        return new Timing(Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
    }

    /** Returns a deadline that is over after the given time. */
    public Deadline deadline(Duration limit) {
        return new Deadline(clock, clock.instant().plus(limit), limit);
    }

    /**
     * Looks again and again until there is something or the deadline is over; looks at least once.
     *
     * @return what was found, or nothing if the deadline passed before
     */
    public <T> Optional<T> poll(Deadline deadline, Backoff backoff, Look<T> look) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Optional<T> found = look.now();
            if (found.isPresent() || deadline.isOver()) {
                return found;
            }
            sleeper.sleep(deadline.atMost(backoff.after(attempt)));
        }
    }

    /** One look at something that may be there later; like a {@link Callable} that can only be interrupted. */
    @FunctionalInterface
    public interface Look<T> {
        /** Returns what is there, or nothing yet. */
        Optional<T> now() throws InterruptedException;
    }
}
