package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.time.Duration;
import java.util.List;

/** The {@code kubectl} of a host talking to one cluster, never for longer than the deadline allows. */
final class ClusterClient {
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    // An answer that comes at all comes within this; a look at the very end of the time gets it too.
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Host host;
    private final HostPath kubeconfig;
    private final Deadline deadline;

    ClusterClient(Host host, HostPath kubeconfig, Deadline deadline) {
        this.host = host;
        this.kubeconfig = kubeconfig;
        this.deadline = deadline;
    }

    HostPath kubeconfig() {
        return kubeconfig;
    }

    Deadline deadline() {
        return deadline;
    }

    boolean hasKubeconfig() {
        return host.files().exists(kubeconfig);
    }

    /** Returns how kubectl ended, with what it printed; a cluster that does not answer is a status other than 0. */
    CommandResult run(String... arguments) throws InterruptedException {
        return run("", List.of(arguments));
    }

    /** Returns the same of a kubectl that reads the given text. */
    CommandResult run(String input, List<String> arguments) throws InterruptedException {
        Duration limit = deadline.atMost(TO_ANSWER);
        Command command = Command.of("kubectl", "--kubeconfig", kubeconfig.value(), "--request-timeout=5s")
                .arguments(arguments)
                .input(input)
                .captured()
                .timeLimit(limit.compareTo(LEAST) < 0 ? LEAST : limit)
                .build();
        return host.run(command, Console.silent());
    }
}
