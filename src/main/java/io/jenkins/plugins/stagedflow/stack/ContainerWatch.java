package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Looks after the containers while others wait for them: one that has failed, or that restarts again and again, will not
 * become healthy any more. What had failed before, and was not started again, is nothing of this start.
 */
final class ContainerWatch {
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration MOMENT = Duration.ofMillis(25);

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ComposeCommands compose;
    private final Map<String, ServiceState> before;
    private final Map<String, Integer> restarts = new HashMap<>();

    private ContainerWatch(
            Host host, Console console, Timing timing, ComposeCommands compose, List<ServiceState> before) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.compose = compose;
        this.before = before.stream().collect(Collectors.toMap(ServiceState::container, state -> state));
        before.forEach(state -> restarts.put(state.container(), state.restarts()));
    }

    /** Returns a watch that knows how the containers are now. */
    static ContainerWatch from(Host host, Console console, Timing timing, ComposeCommands compose)
            throws InterruptedException {
        return new ContainerWatch(
                host, console, timing, compose, Containers.of(host, compose).states());
    }

    /**
     * Returns when the others are done and no container has failed.
     *
     * @throws OperationFailedException as soon as containers have failed: names each
     */
    void until(AtomicBoolean done) throws InterruptedException {
        // At first the processor is for compose.
        pause(PACE, done);
        while (!done.get()) {
            Instant start = timing.clock().instant();
            requireNoneFailed();
            // Compose is slow to answer on a loaded machine: most of the time is for the stack itself.
            Duration took = Duration.between(start, timing.clock().instant());
            pause(PACE.compareTo(took) > 0 ? PACE : took, done);
        }
        requireNoneFailed();
    }

    // Nobody is to wait for the end of a pause when all else is done.
    private void pause(Duration time, AtomicBoolean done) throws InterruptedException {
        for (Duration left = time; left.toMillis() > 0 && !done.get(); left = left.minus(MOMENT)) {
            timing.sleeper().sleep(MOMENT);
        }
    }

    private void requireNoneFailed() throws InterruptedException {
        List<ServiceState> failed = failed();
        if (failed.stream().anyMatch(ServiceState::isKilled)) {
            timing.sleeper().sleep(PACE);
            failed = failed();
        }
        if (!failed.isEmpty()) {
            throw failure(failed);
        }
    }

    private List<ServiceState> failed() throws InterruptedException {
        return Containers.of(host, compose).states().stream()
                .filter(this::hasFailed)
                .toList();
    }

    private boolean hasFailed(ServiceState state) {
        return loops(state) || state.failed() && !isOld(state);
    }

    private boolean isOld(ServiceState state) {
        ServiceState then = before.get(state.container());
        return then != null
                && then.failed()
                && then.startedAt().equals(state.startedAt())
                && then.error().equals(state.error());
    }

    // The engine counts anew when a container is started by hand.
    private boolean loops(ServiceState state) {
        int known = restarts.getOrDefault(state.container(), 0);
        restarts.put(state.container(), Math.min(known, state.restarts()));
        return state.loopsSince(restarts.get(state.container()));
    }

    private OperationFailedException failure(List<ServiceState> failed) throws InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (ServiceState state : failed) {
            String how = (loops(state) ? "restarts in a loop: it " : "") + state.description();
            complaints.add(new Complaint(host, console).of(state, how));
        }
        return new OperationFailedException(
                "bring the stack up", String.join("; ", complaints), "Correct what that complains of");
    }
}
