package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.ComposeTurn;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for the cluster: first for its server, and then, as soon as that answers, for the node and for the services that
 * go before the others. Containers may well use the cluster, and mount the kubeconfig, but need no node.
 */
final class ClusterStart {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final StackReadyRequest request;
    private final ComposeCommands compose;
    private final ServiceNames services;
    private final Progress progress;
    private final CountDownLatch reached = new CountDownLatch(1);
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

    /** Returns when the node and the namespace are ready, a while after the kubeconfig was written. */
    void run(HostPath source, OwnedFiles owned) throws InterruptedException {
        ClusterClient client = client(source);
        ClusterWait cluster = new ClusterWait(timing, client);
        KubeconfigCopy copy = new KubeconfigCopy(host, console, request.apiHost());
        HostPath target = request.compose().home(host).resolve(request.kubeconfig());
        progress.watch().time("cluster", () -> {
            cluster.awaitServer(request.namespace());
            copy.write(source, target, request.kubeconfigAccess(), owned);
            progress.wrote(target.value(), "");
            reached.countDown();
            progress.wrote(target.value(), copy.problem(source));
            cluster.awaitNode();
            cluster.awaitAccount(request.namespace());
            console.line("The cluster is ready");
        });
    }

    /** Waits for the server, and then until the services of the background have done their work. */
    void backgroundServices(ComposeTurn turn) throws InterruptedException {
        reached.await();
        progress.watch().time("backgroundServices", () -> startBackgroundServices(turn));
    }

    /** Returns when pods could be made in the namespace. */
    void awaitAccount(HostPath source) throws InterruptedException {
        new ClusterWait(timing, client(source)).awaitAccount(request.namespace());
    }

    /** Returns the services without those that have done their work and would run once more; none if all are to be started. */
    List<String> remaining() {
        return done.isEmpty() ? List.of() : services.without(done);
    }

    // Who has seen the kubeconfig come has all the time for the cluster still.
    private ClusterClient client(HostPath source) {
        Duration waited = host.files().exists(source) ? Duration.ZERO : request.waited();
        return new ClusterClient(
                host, source, timing.deadline(request.nodeTimeout()).lessBy(waited));
    }

    private void startBackgroundServices(ComposeTurn turn) throws InterruptedException {
        List<String> background = request.backgroundServices();
        if (!background.isEmpty()) {
            ComposeUp up = new ComposeUp(host, console, timing, compose);
            turn.run(() -> up.run("start " + String.join(", ", background), background));
            // While they work; before, the two would only have kept each other waiting.
            services.ask();
            BackgroundServices wait = new BackgroundServices(host, console, timing, compose);
            done.addAll(wait.await(background, timing.deadline(request.pullTimeout())));
        }
    }
}
