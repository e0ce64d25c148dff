package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.Kubectl;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what every service logged, the state of all containers and the events of the cluster into a directory. */
final class LogCollection {
    private static final int MOST_LINES = 20_000;
    private static final int AT_ONCE = 4;

    private final Host host;
    private final Console console;

    LogCollection(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /** Collects what can be had; what cannot is said on the console and keeps nothing else from being collected. */
    void into(HostPath directory, ComposeCommands compose, String kubeconfig) throws InterruptedException {
        host.files().createDirectories(directory);
        Map<String, ParallelWork.Work<Boolean>> work = new LinkedHashMap<>();
        work.put("cluster-events.txt", () -> write(directory, "cluster-events.txt", events(kubeconfig)));
        work.put(
                "compose-ps.txt",
                () -> write(directory, "compose-ps.txt", host.run(compose.status(), Console.silent())));
        work.put("all-services.log", () -> logs(directory, "all-services", compose, List.of()));
        for (String service : compose.serviceNames(host, Console.silent())) {
            work.put(service + ".log", () -> logs(directory, service, compose, List.of(service)));
        }
        Map<String, Outcome<Boolean>> outcomes = ParallelWork.run(work, AT_ONCE);
        outcomes.forEach((file, outcome) -> outcome.failure()
                .ifPresent(failure -> console.line(file + " could not be collected: " + failure.getMessage())));
        console.line("The logs of all services are in " + directory);
    }

    private boolean logs(HostPath directory, String name, ComposeCommands compose, List<String> services)
            throws InterruptedException {
        return write(directory, name + ".log", host.run(compose.logs(MOST_LINES, services), Console.silent()));
    }

    private CommandResult events(String kubeconfig) throws InterruptedException {
        return new Kubectl(host, kubeconfig)
                .run("get", "events", "--all-namespaces", "--sort-by=.metadata.creationTimestamp");
    }

    private boolean write(HostPath directory, String file, CommandResult result) {
        String text = result.isSuccess() ? result.output() : result.output() + result.reason() + "\n";
        byte[] content = console.masked(text).getBytes(StandardCharsets.UTF_8);
        host.files().write(directory.resolve(file), content, HostFiles.Access.OWNER);
        return true;
    }
}
