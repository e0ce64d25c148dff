package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with containers, to be told in one sentence: how each is, and the last lines it logged. */
final class Complaint {
    private static final int LINES = 3;
    private static final int MOST_BYTES = 4096;

    private final Host host;
    private final Console console;

    Complaint(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    String of(ServiceState state, String how) throws InterruptedException {
        List<String> lines = new ContainerLog(host, MOST_BYTES, LINES).of(state.container());
        String said = lines.stream()
                .map(line ->
                        console.masked(line.substring(line.indexOf(' ') + 1).strip()))
                .collect(Collectors.joining(" / "));
        return state.service() + " " + how + (said.isBlank() ? "" : " (" + said + ")");
    }
}
