package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
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
    private final ServiceNames services;
    private final Progress progress;
    private final List<String> done = new ArrayList<>();

    ClusterStart(
            Host host,
            Console console,
            Timing timing,
            StackReadyRequest request,
            ComposeCommands compose,
            ServiceNames services,
            Progress progress) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.request = request;
        this.compose = compose;
        this.services = services;
        this.progress = progress;
    }

    /** Returns when nodes, namespace and services of the background are ready and the kubeconfig is written. */
    void run(HostPath source, OwnedFiles owned) throws InterruptedException {
        // Who has seen the kubeconfig come has all the time for the cluster still.
        Duration waited = host.files().exists(source) ? Duration.ZERO : request.waited();
        ClusterClient client = new ClusterClient(
                host, source, timing.deadline(request.nodeTimeout()).lessBy(waited));
        ClusterWait cluster = new ClusterWait(timing, client);
        KubeconfigCopy copy = new KubeconfigCopy(host, console, request.apiHost());
        HostPath target = request.compose().home(host).resolve(request.kubeconfig());
        progress.watch().time("cluster", () -> {
            cluster.awaitServer(request.namespace());
            copy.write(source, target, request.kubeconfigAccess(), owned);
            progress.wrote(target.value(), "");
        });
        FirstFailure.run(List.of(
                () -> progress.wrote(target.value(), copy.problem(source)),
                () -> progress.watch().time("cluster", () -> awaitNode(cluster)),
                () -> progress.watch().time("backgroundServices", this::backgroundServices)));
    }

    /** Returns the services without those that have done their work and would run once more; none if all are to be started. */
    List<String> remaining() {
        return done.isEmpty() ? List.of() : services.without(done);
    }

    private void awaitNode(ClusterWait cluster) throws InterruptedException {
        cluster.awaitNode();
        cluster.awaitAccount(request.namespace());
        console.line("The cluster is ready");
    }

    private void backgroundServices() throws InterruptedException {
        List<String> background = request.backgroundServices();
        if (!background.isEmpty()) {
            new ComposeUp(host, console, timing, compose).run("start " + String.join(", ", background), background);
            // While they work; before, the two would only have kept each other waiting.
            services.ask();
            BackgroundServices wait = new BackgroundServices(host, console, timing, compose);
            done.addAll(wait.await(background, timing.deadline(request.pullTimeout())));
        }
    }
}
