package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long to wait between attempts: the first time, then by a factor longer each time, up to a limit.
 *
 * @param first the wait after the first attempt
 * @param factor by how much each wait is longer than the one before, at least 1
 * @param longest no wait is longer than this
 */
public record Backoff(Duration first, double factor, Duration longest) implements Serializable {
    /** For looking at something on this machine or near it: from 50 ms to half a second. */
    public static final Backoff POLLING = new Backoff(Duration.ofMillis(50), 1.5, Duration.ofMillis(500));

    /** For what costs next to nothing to look at, and holds somebody up: from 20 ms to a tenth of a second. */
    public static final Backoff WATCHING = new Backoff(Duration.ofMillis(20), 1.5, Duration.ofMillis(100));

    /** For trying a failed request again: from half a second to 15 seconds. */
    public static final Backoff RETRY = new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(15));

    /** Returns the wait after the given attempt, which counts from 1. */
    public Duration after(int attempt) {
        double millis = first.toMillis() * Math.pow(factor, attempt - 1.0);
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }

    /** Returns the wait after the given attempt, shortened by up to half: {@code chance} is from 0 to 1. */
    public Duration after(int attempt, double chance) {
        return Duration.ofMillis((long) (after(attempt).toMillis() * (1 - chance / 2)));
    }
}
