package io.jenkins.plugins.stagedflow.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A point in time until which something may take.
 *
 * @param clock tells how late it is
 * @param end when the time is over
 * @param limit the time that was given, for messages
 */
public record Deadline(Clock clock, Instant end, Duration limit) {
    /** Returns whether the time is over. */
    public boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /** Returns the time that is left, zero if it is over. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns the deadline for somebody who has waited already for the given time. */
    public Deadline lessBy(Duration waited) {
        return new Deadline(clock, end.minus(waited), limit);
    }

    /** Returns the given time, or what is left if that is less. */
    public Duration atMost(Duration time) {
        return time.compareTo(left()) < 0 ? time : left();
    }
}
