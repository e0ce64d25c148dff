package io.jenkins.plugins.stagedflow.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long each phase took, in seconds, also one that failed; safe for phases that overlap. */
final class Stopwatch {
    private final Clock clock;
    private final Instant start;
    private final Map<String, Double> seconds = new ConcurrentSkipListMap<>();

    Stopwatch(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    void time(String phase, FirstFailure.Wait work) throws InterruptedException {
        Instant begin = clock.instant();
        try {
            work.run();
        } finally {
            seconds.merge(phase, since(begin), Double::sum);
        }
    }

    double total() {
        return since(start);
    }

    double of(String phase) {
        return seconds.getOrDefault(phase, 0.0);
    }

    private double since(Instant begin) {
        return Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    }
}
