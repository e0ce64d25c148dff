package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import java.time.Duration;
import java.util.List;

/** The real {@code kubectl} of a host, talking to one cluster. What it prints is returned and not shown. */
public final class Kubectl {
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);

    private final Host host;
    private final String kubeconfig;

    /** Creates the client of the cluster that the kubeconfig, a file on the host, names. */
    public Kubectl(Host host, String kubeconfig) {
        this.host = host;
        this.kubeconfig = kubeconfig;
    }

    /** Returns how kubectl ended, with what it printed; a cluster that does not answer is a status other than 0. */
    public CommandResult run(String... arguments) throws InterruptedException {
        Command command = Command.of("kubectl", "--kubeconfig", kubeconfig, "--request-timeout=5s")
                .arguments(List.of(arguments))
                .captured()
                .timeLimit(TO_ANSWER)
                .build();
        return host.run(command, Console.silent());
    }
}
