package io.jenkins.plugins.stagedflow.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when somebody waits, and remembers the waits. */
public final class ManualTiming {
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    /** Returns the timing to hand to the operation under test. */
    public Timing timing() {
        return new Timing(new ManualClock(ZoneOffset.UTC), this::pass);
    }

    /** Returns how long the operation waited each time. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    private void pass(Duration time) {
        waits.add(time);
        now = now.plus(time);
    }

    private final class ManualClock extends Clock {
        private final ZoneId zone;

        ManualClock(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new ManualClock(other);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
