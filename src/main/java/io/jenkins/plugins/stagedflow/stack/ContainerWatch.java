package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Looks after the containers while others wait for them: one that has failed will not become healthy any more. */
final class ContainerWatch {
    private static final Duration PACE = Duration.ofMillis(500);
    private static final int LINES_SHOWN = 50;
    private static final int LINES_TOLD = 3;

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ComposeCommands compose;

    ContainerWatch(Host host, Console console, Timing timing, ComposeCommands compose) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.compose = compose;
    }

    /**
     * Returns when the others are done.
     *
     * @throws OperationFailedException as soon as a container ended with an error: names it, with its last lines
     */
    void until(AtomicBoolean done) throws InterruptedException {
        Containers containers = Containers.of(host, compose);
        while (!done.get()) {
            requireNoneFailed(containers.states());
            timing.sleeper().sleep(PACE);
        }
        requireNoneFailed(containers.states());
    }

    private void requireNoneFailed(List<ServiceState> states) throws InterruptedException {
        List<ServiceState> failed = states.stream().filter(ServiceState::failed).toList();
        if (!failed.isEmpty()) {
            StringBuilder reason = new StringBuilder();
            for (ServiceState state : failed) {
                reason.append(reason.isEmpty() ? "" : "; ").append(describe(state));
            }
            throw new OperationFailedException(
                    "bring the stack up", reason.toString(), "Correct what that service complains of");
        }
    }

    private String describe(ServiceState state) throws InterruptedException {
        List<String> lines = host.run(compose.logs(LINES_SHOWN, List.of(state.service())), Console.silent())
                .output()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Attaching to "))
                .map(console::masked)
                .toList();
        lines.forEach(console.named(state.service())::line);
        String told = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()).stream()
                .map(String::strip)
                .collect(Collectors.joining(" / "));
        return state.service() + " " + state.description() + (told.isEmpty() ? "" : " (" + told + ")");
    }
}
