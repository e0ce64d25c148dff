package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import java.util.List;
import java.util.Set;

/** Shows how every container of a stack is, and what those that are not well have to say. */
final class StackReport {
    private static final int LINES_SHOWN = 50;
    private static final int MOST_BYTES = 256 * 1024;

    private final Host host;
    private final Console console;

    StackReport(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Prints a table of all containers; then, of those that are not well or belong to one of the given services, the last
     * lines of their logs and the output of their last health check.
     *
     * @return all containers
     */
    List<ServiceState> show(ComposeCommands compose, Set<String> unhealthy) throws InterruptedException {
        List<ServiceState> states = Containers.of(host, compose).states();
        for (ServiceState state : states) {
            console.line("%-24s %s".formatted(state.service(), state.description()));
        }
        for (ServiceState state : states) {
            if (state.isSuspect() || unhealthy.contains(state.service())) {
                show(state);
            }
        }
        return states;
    }

    private void show(ServiceState state) throws InterruptedException {
        Console named = console.named(state.service());
        new ContainerLog(host, MOST_BYTES, LINES_SHOWN).of(state.container()).forEach(named::line);
        if (!state.healthOutput().isEmpty()) {
            named.line("(last health check) " + state.healthOutput());
        }
    }
}
