package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits for one part of the stack. */
final class HealthWait {
    // What has just come up is seen within 100 ms for the first seconds, and never more than 1 s late: the wait grows
    // by
    // a hundredth of the time that has passed.
    private static final Backoff PACE = new Backoff(Duration.ofMillis(50), 1.01, Duration.ofMillis(900));
    private static final Duration AN_ANSWER = Duration.ofSeconds(5);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

    private static final double NEVER = -1;

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final HealthProbe probe;
    private final Instant start;
    private final Deadline deadline;
    private volatile String last = "it has not answered";
    private volatile double healthyAfter = NEVER;

    HealthWait(Host host, Console console, Timing timing, HealthProbe probe) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.probe = probe;
        this.start = timing.clock().instant();
        this.deadline = timing.deadline(probe.timeout());
    }

    String name() {
        return probe.name();
    }

    /** Returns what was seen last, as a part of a sentence. */
    String last() {
        return last;
    }

    /**
     * Returns when the part is healthy.
     *
     * @throws IllegalStateException if its time is over: says what was seen last
     */
    ProbeResult await() throws InterruptedException {
        try (OverlappingWork<Boolean> probes = new OverlappingWork<>(timing, PACE)) {
            if (probes.first(deadline, () -> Optional.of(isHealthy()).filter(healthy -> healthy))
                    .isEmpty()) {
                throw new IllegalStateException(failure());
            }
        }
        healthyAfter = Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
        console.line(probe.name() + " is healthy after " + healthyAfter + " s");
        return new ProbeResult(probe.name(), probe.url(), probe.expectedStatus(), healthyAfter);
    }

    /** Asks once. */
    boolean isHealthy() throws InterruptedException {
        ProbeTask.Answer answer;
        try {
            answer = host.call(new ProbeTask(URI.create(probe.url()), probe.insecure(), limit()), console);
        } catch (OperationFailedException e) {
            // The host itself may be away for a moment.
            last = String.valueOf(e.getMessage());
            return false;
        }
        boolean healthy = answer.status() == probe.expectedStatus();
        last = healthy ? last : answer.description();
        return healthy;
    }

    private String failure() {
        String seconds = probe.timeout().toSeconds() + " s: " + last;
        return "%s at %s ".formatted(probe.name(), probe.url())
                + (healthyAfter >= 0
                        ? "answered with status %d after %.1f s, and not any more at its limit of "
                                .formatted(probe.expectedStatus(), healthyAfter)
                        : "did not answer with status %d within ".formatted(probe.expectedStatus()))
                + seconds;
    }

    // The last look gets a fair chance too: what it saw is what the user is told.
    private Duration limit() {
        Duration left = deadline.atMost(AN_ANSWER);
        return left.compareTo(LAST_ANSWER) < 0 ? LAST_ANSWER : left;
    }
}
