package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for services that go before the others, such as one that makes certificates. */
final class BackgroundServices {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ComposeCommands compose;

    BackgroundServices(Host host, Console console, Timing timing, ComposeCommands compose) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.compose = compose;
    }

    /**
     * Returns when each has done its work: one that runs once has ended with status 0, one with a health check is
     * healthy, one that the engine would restart runs.
     *
     * @return those that have ended and need not run again
     * @throws OperationFailedException as soon as one has failed; names it
     */
    List<String> await(List<String> services, Deadline deadline) throws InterruptedException {
        Containers containers = Containers.of(host, compose);
        List<ServiceState> waiting = new ArrayList<>();
        timing.poll(deadline, Backoff.WATCHING, () -> {
            waiting.clear();
            containers.states().stream()
                    .filter(state -> services.contains(state.service()))
                    .filter(BackgroundServices::hasNotDoneItsWork)
                    .forEach(waiting::add);
            requireNoneFailed(waiting);
            return waiting.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        if (!waiting.isEmpty()) {
            throw failure(
                    waiting.get(0),
                    " after " + deadline.limit().toSeconds() + " s",
                    "Raise pullTimeout if it needs longer; one that does not end by itself needs a health check or a"
                            + " restart policy to be known as such");
        }
        console.line("Done in the background: " + String.join(", ", services));
        return containers.states().stream()
                .filter(ServiceState::isDone)
                .map(ServiceState::service)
                .filter(services::contains)
                .distinct()
                .toList();
    }

    private void requireNoneFailed(List<ServiceState> waiting) throws InterruptedException {
        for (ServiceState state : waiting) {
            if (state.failed()) {
                throw failure(state, "", "Correct what that service complains of");
            }
        }
    }

    private static boolean hasNotDoneItsWork(ServiceState state) {
        boolean serves = state.restartsItself() || !state.health().isEmpty();
        return !state.isDone() && !(serves && state.isWell());
    }

    private OperationFailedException failure(ServiceState state, String when, String remedy)
            throws InterruptedException {
        return new OperationFailedException(
                "wait for the background services",
                new Complaint(host, console).of(state, state.description() + when),
                remedy);
    }
}
