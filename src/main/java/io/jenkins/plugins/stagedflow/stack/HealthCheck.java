package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Asks all parts of the stack at once until each has proved healthy or its time is over. */
final class HealthCheck {
    private static final Backoff PACE = new Backoff(Duration.ofMillis(100), 1.5, Duration.ofSeconds(1));
    private static final Duration AN_ANSWER = Duration.ofSeconds(5);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

    private final Host host;
    private final Console console;
    private final Timing timing;

    HealthCheck(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Returns the answers of the healthy parts.
     *
     * @throws OperationFailedException if one did not become healthy: names each that did not and why
     */
    List<ProbeResult> await(List<HealthProbe> probes) throws InterruptedException {
        Map<String, ParallelWork.Work<ProbeResult>> work = new LinkedHashMap<>();
        probes.forEach(probe -> work.put(probe.name(), () -> await(probe)));
        Map<String, Outcome<ProbeResult>> outcomes = ParallelWork.run(work, probes.size());
        String failures = outcomes.values().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw new OperationFailedException(
                    "prove the stack healthy", failures, "See the logs of these services, or raise their time-outs");
        }
        return outcomes.values().stream().map(Outcome::get).toList();
    }

    private ProbeResult await(HealthProbe probe) throws InterruptedException {
        Instant start = timing.clock().instant();
        Deadline deadline = timing.deadline(probe.timeout());
        AtomicReference<String> last = new AtomicReference<>("");
        ProbeTask.Answer answer = timing.poll(deadline, PACE, () -> look(probe, deadline, last))
                .orElseThrow(() -> new IllegalStateException("%s at %s did not answer with status %d within %d s: %s"
                        .formatted(
                                probe.name(),
                                probe.url(),
                                probe.expectedStatus(),
                                probe.timeout().toSeconds(),
                                last)));
        double seconds = Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
        console.line(probe.name() + " is healthy after " + seconds + " s");
        return new ProbeResult(probe.name(), probe.url(), answer.status(), seconds);
    }

    private Optional<ProbeTask.Answer> look(HealthProbe probe, Deadline deadline, AtomicReference<String> last)
            throws InterruptedException {
        ProbeTask.Answer answer =
                host.call(new ProbeTask(URI.create(probe.url()), probe.insecure(), limit(deadline)), console);
        last.set(answer.description());
        return Optional.of(answer).filter(given -> given.status() == probe.expectedStatus());
    }

    // The last look gets a fair chance too: what it saw is what the user is told.
    private static Duration limit(Deadline deadline) {
        Duration left = deadline.atMost(AN_ANSWER);
        return left.compareTo(LAST_ANSWER) < 0 ? LAST_ANSWER : left;
    }
}
