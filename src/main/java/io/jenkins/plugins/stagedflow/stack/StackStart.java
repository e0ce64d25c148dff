package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One start of a stack, phase by phase. */
final class StackStart {
    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final StackReadyRequest request;
    private final ComposeCommands compose;
    private final HostPath kubeconfig;
    private final Stopwatch watch;

    StackStart(Host host, Console console, Timing timing, StackReadyRequest request, ComposeCommands compose) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.request = request;
        this.compose = compose;
        this.kubeconfig = request.compose().home(host).resolve(request.kubeconfig());
        this.watch = new Stopwatch(timing.clock());
    }

    StackReadyResult run(BootState state, BootHandle boot) throws InterruptedException {
        copyFiles();
        Deadline pulled = timing.deadline(request.pullTimeout());
        FirstFailure.run(List.of(
                () -> watch.time("cluster", () -> cluster(boot)),
                () -> watch.time("background", () -> new BackgroundWait(state, console).await(boot.jobs(), pulled))));
        watch.time("compose", () -> up("start the stack", List.of()));
        List<ProbeResult> healthy = new ArrayList<>();
        watch.time("health", () -> healthy.addAll(health()));
        return new StackReadyResult(
                kubeconfig.value(), Containers.of(host, compose).states(), healthy, seconds());
    }

    private void copyFiles() {
        HostPath home = request.compose().home(host);
        request.files().forEach((from, to) -> host.files()
                .copy(home.resolve(from), home.resolve(to), HostFiles.Access.EVERYBODY));
    }

    // Services of the background may well use the cluster, so it goes first; the pull goes on beside both.
    private void cluster(BootHandle boot) throws InterruptedException {
        HostPath source = new HostPath(boot.kubeconfig());
        ClusterWait cluster = new ClusterWait(host, timing, source, timing.deadline(request.nodeTimeout()));
        cluster.awaitNode();
        writeKubeconfig(source);
        cluster.awaitNamespace(request.namespace());
        console.line("The cluster is ready; " + kubeconfig + " leads to it");
        if (!request.backgroundServices().isEmpty()) {
            up("start " + String.join(", ", request.backgroundServices()), request.backgroundServices());
        }
    }

    private void writeKubeconfig(HostPath source) {
        String text = new Kubeconfig(host.files().read(source))
                .reachedAt(request.apiHost())
                .text();
        host.files().createDirectories(kubeconfig.parent());
        host.files().write(kubeconfig, text.getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }

    // The background job starts services of the same project: where both create its network at the same moment, one is
    // refused, and succeeds when it tries again.
    private void up(String action, List<String> services) throws InterruptedException {
        CommandResult first =
                host.run(compose.up(services).toBuilder().timeLimit(TO_START).build(), console.named("compose"));
        if (!first.isSuccess()) {
            timing.sleeper().sleep(BEFORE_AGAIN);
            host.run(compose.up(services).toBuilder().timeLimit(TO_START).build(), console.named("compose"))
                    .orFail(action, "Correct what compose complains of");
        }
    }

    private List<ProbeResult> health() throws InterruptedException {
        List<ProbeResult> healthy = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean(request.health().isEmpty());
        ContainerWatch containers = new ContainerWatch(host, console, timing, compose);
        FirstFailure.run(List.of(() -> containers.until(done), () -> {
            healthy.addAll(new HealthCheck(host, console, timing).await(request.health()));
            done.set(true);
        }));
        return healthy;
    }

    private Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        List.of("cluster", "background", "compose", "health").forEach(phase -> seconds.put(phase, watch.of(phase)));
        seconds.put("total", watch.total());
        return seconds;
    }
}
