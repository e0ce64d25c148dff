package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for the cluster and, as soon as its server answers, starts the services that go before the others: they may well
 * use the cluster, and mount the kubeconfig, but need no node.
 */
final class ClusterStart {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final StackReadyRequest request;
    private final ComposeCommands compose;
    private final Progress progress;
    private final List<String> done = new ArrayList<>();

    ClusterStart(
            Host host,
            Console console,
            Timing timing,
            StackReadyRequest request,
            ComposeCommands compose,
            Progress progress) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.request = request;
        this.compose = compose;
        this.progress = progress;
    }

    /** Returns when nodes, namespace and services of the background are ready and the kubeconfig is written. */
    void run(HostPath source, OwnedFiles owned) throws InterruptedException {
        ClusterClient client = new ClusterClient(host, source, timing.deadline(request.nodeTimeout()));
        ClusterWait cluster = new ClusterWait(timing, client);
        progress.watch().time("cluster", () -> {
            cluster.awaitServer();
            writeKubeconfig(source, owned);
            cluster.awaitNamespace(request.namespace());
        });
        FirstFailure.run(
                List.of(() -> progress.watch().time("cluster", () -> awaitNode(cluster)), () -> progress.watch()
                        .time("backgroundServices", this::backgroundServices)));
    }

    /** Returns the given services without those that have done their work: they would run once more. */
    List<String> without(List<String> services) {
        return done.isEmpty()
                ? List.of()
                : services.stream().filter(service -> !done.contains(service)).toList();
    }

    private void awaitNode(ClusterWait cluster) throws InterruptedException {
        cluster.awaitNode();
        cluster.awaitAccount(request.namespace());
        console.line("The cluster is ready");
    }

    private void writeKubeconfig(HostPath source, OwnedFiles owned) throws InterruptedException {
        HostPath target = request.compose().home(host).resolve(request.kubeconfig());
        KubeconfigCopy copy = new KubeconfigCopy(host, console, request.apiHost());
        copy.write(source, target, request.kubeconfigAccess(), owned);
        progress.wrote(target.value(), copy.problem(source));
    }

    private void backgroundServices() throws InterruptedException {
        List<String> services = request.backgroundServices();
        if (!services.isEmpty()) {
            new ComposeUp(host, console, timing, compose).run("start " + String.join(", ", services), services);
            BackgroundServices wait = new BackgroundServices(host, console, timing, compose);
            done.addAll(wait.await(services, timing.deadline(request.pullTimeout())));
        }
    }
}
