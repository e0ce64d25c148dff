package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what every service logged, the state of all containers and what the cluster has to say into a directory. */
final class LogCollection {
    static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int MOST_LINES = 200_000;
    private static final int AT_ONCE = 4;

    private final Host host;
    private final Console console;
    private final int mostBytes;
    private final List<CollectedFile> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    LogCollection(Host host, Console console, int mostBytes) {
        this.host = host;
        this.console = console;
        this.mostBytes = mostBytes;
    }

    List<CollectedFile> files() {
        return List.copyOf(files);
    }

    /** Returns what could not be had, a sentence each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Collects what can be had; what cannot is said on the console and keeps nothing else from being collected. */
    void into(HostPath directory, ComposeCommands compose, BootState state) throws InterruptedException {
        Console masked = console.masking(new KnownSecrets(host).of(state));
        host.files().createDirectories(directory);
        Map<String, List<String>> services = collected(services(compose));
        services.forEach((service, lines) -> write(directory, service + ".log", lines, masked));
        write(directory, "all-services.log", CombinedLog.of(services, mostBytes), masked);
        Map<String, ParallelWork.Work<List<String>>> work = new LinkedHashMap<>();
        work.put("compose-ps.txt", () -> text(host.run(compose.status(), Console.silent())));
        state.handle().map(BootHandle::kubeconfig).ifPresent(kubeconfig -> new ClusterLog(host, kubeconfig).add(work));
        for (Job job : state.jobs().all()) {
            work.put("job-" + job.key() + ".log", () -> job.lastLines(MOST_LINES));
        }
        collected(work).forEach((file, lines) -> write(directory, file, lines, masked));
        console.line("The logs of all services are in " + directory);
    }

    private Map<String, ParallelWork.Work<List<String>>> services(ComposeCommands compose) throws InterruptedException {
        List<ServiceState> states = Containers.of(host, compose).states();
        Map<String, ParallelWork.Work<List<String>>> work = new LinkedHashMap<>();
        for (String service : compose.serviceNames(host, Console.silent())) {
            List<String> containers = states.stream()
                    .filter(state -> state.service().equals(service))
                    .map(ServiceState::container)
                    .toList();
            work.put(service, () -> log(containers));
        }
        return work;
    }

    private List<String> log(List<String> containers) throws InterruptedException {
        if (containers.isEmpty()) {
            return List.of("(it has no container)");
        }
        ContainerLog log = new ContainerLog(host, mostBytes / containers.size(), MOST_LINES);
        List<String> lines = new ArrayList<>();
        for (String container : containers) {
            if (containers.size() > 1) {
                lines.add("(" + container + ")");
            }
            lines.addAll(log.of(container));
        }
        return lines;
    }

    private Map<String, List<String>> collected(Map<String, ParallelWork.Work<List<String>>> work)
            throws InterruptedException {
        Map<String, List<String>> collected = new LinkedHashMap<>();
        for (Map.Entry<String, Outcome<List<String>>> each :
                ParallelWork.run(work, AT_ONCE).entrySet()) {
            each.getValue().value().ifPresent(lines -> collected.put(each.getKey(), lines));
            each.getValue().failure().ifPresent(failure -> tell(each.getKey(), failure));
        }
        return collected;
    }

    private void tell(String what, RuntimeException failure) {
        problems.add(what + ": " + console.masked(String.valueOf(failure.getMessage())));
        console.line(what + " could not be collected: " + failure.getMessage());
    }

    private void write(HostPath directory, String name, List<String> lines, Console masked) {
        List<String> limited = LimitedLines.of(masked.masked(String.join("\n", lines)), mostBytes);
        byte[] content = (String.join("\n", limited) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            host.files().write(directory.resolve(name), content, HostFiles.Access.OWNER);
            boolean cut = LimitedLines.isCut(limited);
            files.add(new CollectedFile(name, content.length, cut));
        } catch (RuntimeException e) {
            tell(name, e);
        }
    }

    static List<String> text(CommandResult result) {
        List<String> lines = new ArrayList<>(result.output().lines().toList());
        if (!result.isSuccess()) {
            lines.add(result.reason());
        } else if (lines.isEmpty()) {
            lines.addAll(result.lastLines());
        }
        return lines;
    }
}
