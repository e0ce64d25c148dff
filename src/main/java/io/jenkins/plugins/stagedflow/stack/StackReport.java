package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;

/** Shows how every container of a stack is. */
final class StackReport {
    private final Host host;
    private final Console console;

    StackReport(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    void show(ComposeCommands compose) throws InterruptedException {
        for (ServiceState state : Containers.of(host, compose).states()) {
            console.line("%-24s %s".formatted(state.service(), state.description()));
        }
    }
}
