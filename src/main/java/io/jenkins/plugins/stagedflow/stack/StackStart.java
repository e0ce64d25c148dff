package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.boot.ComposeTurn;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One start of a stack, phase by phase, while the node of the cluster becomes ready. */
final class StackStart {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final StackReadyRequest request;
    private final ComposeCommands compose;
    private final Progress progress;
    private final Stopwatch watch;
    private final HostPath home;

    StackStart(
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
        this.watch = progress.watch();
        this.home = request.compose().home(host);
    }

    StackReadyResult run(BootState state, BootHandle boot, ServiceNames services) throws InterruptedException {
        BackgroundWait background = new BackgroundWait(state, console, timing);
        background.requireNoneFailed(boot.jobs());
        OwnedFiles owned = new OwnedFiles(host, state.directory());
        copyFiles(owned);
        ContainerWatch containers = ContainerWatch.from(host, console, timing, compose);
        ClusterStart cluster = new ClusterStart(host, console, timing, request, compose, services, progress);
        ComposeTurn turn = new ComposeTurn(host, state, timing);
        HostPath kubeconfig = new HostPath(boot.kubeconfig());
        FirstFailure.run(List.of(() -> cluster.run(kubeconfig, owned), () -> {
            FirstFailure.run(List.of(() -> await(background), () -> cluster.backgroundServices(turn)));
            watch.time("manifests", () -> applyManifests(boot, cluster, kubeconfig));
            start(containers, cluster.remaining());
        }));
        return progress.result(Containers.of(host, compose).states(), request.health());
    }

    private void copyFiles(OwnedFiles owned) {
        request.files().forEach((from, to) -> {
            HostPath source = home.resolve(from);
            HostPath target = home.resolve(to);
            owned.claim(target, host.files().read(source).getBytes(StandardCharsets.UTF_8));
            host.files().copy(source, target, HostFiles.Access.EVERYBODY);
        });
    }

    private void await(BackgroundWait background) throws InterruptedException {
        watch.time(
                "background",
                () -> background.await(timing.deadline(request.pullTimeout()).lessBy(request.waited())));
    }

    private void applyManifests(BootHandle boot, ClusterStart cluster, HostPath kubeconfig)
            throws InterruptedException {
        List<LocalManifest> manifests = new ArrayList<>(ManifestApply.leftBy(boot));
        manifests.addAll(request.manifests());
        if (manifests.isEmpty()) {
            return;
        }
        // A pod among them is refused as long as its namespace has no account for it.
        cluster.awaitAccount(kubeconfig);
        ClusterClient client = new ClusterClient(host, kubeconfig, timing.deadline(request.nodeTimeout()));
        ManifestApply apply = new ManifestApply(host, console, timing, client);
        for (LocalManifest manifest : manifests) {
            HostPath file = home.resolve(manifest.path());
            apply.apply(manifest, file, request.namespace());
            progress.applied(file.value());
        }
    }

    // None named means all: then nothing has run yet that must not run again.
    private static void start(ComposeUp up, List<String> services) throws InterruptedException {
        if (services.isEmpty()) {
            up.run("start the stack", services);
        } else {
            up.runAlone("start the stack", services);
        }
    }

    // A container that has failed keeps compose waiting for what depends on it, and a probe for what will not come.
    private void start(ContainerWatch containers, List<String> services) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        ComposeUp up = new ComposeUp(host, console, timing, compose);
        FirstFailure.run(List.of(() -> containers.until(done), () -> {
            watch.time("compose", () -> start(up, services));
            watch.time("health", () -> new HealthCheck(host, console, timing, progress).await(request.health()));
            done.set(true);
        }));
    }
}
