package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Starts what is slow before end-to-end tests: the pull of all images and the infrastructure services in the background,
 * k3s, the download of manifests, and images for k3s. All of it overlaps. Returns as soon as k3s is installed and the
 * manifests are there; the rest goes on as jobs of the host that others wait for.
 */
public final class K3sBoot {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation. */
    public K3sBoot(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Boots. Run again after it was cut off, it goes on with the jobs that run. Without k3s, it starts the pulls of a state
     * directory whose boot has brought that before.
     *
     * @return what runs, and where its logs are; the same is kept in the state directory
     * @throws InvalidRequestException if a compose file or an infrastructure service is not there; nothing was started
     * @throws OperationFailedException if k3s could not be installed or verified, a manifest not be had, or nothing was booted that only lacks its pulls; what was started is ended then, and the login gone
     */
    public BootHandle run(K3sBootRequest request) throws InterruptedException {
        Instant start = timing.clock().instant();
        Optional<ComposeCommands> compose = compose(request);
        BootState state = new BootState(host, request.stateDirectory(), timing);
        if (!request.k3s()) {
            return new PullAfterBoot(host, console, timing, state).run(request, compose.orElseThrow(), start);
        }
        K3sInstallation installation = new K3sInstallation(host, state);
        // Closed last of all: whoever waits finds a k3s that stays, or none.
        try (InstallLock lock = new InstallLock(host, console, timing, state, installation)) {
            return booted(request, compose, state, lock, start);
        }
    }

    private BootHandle booted(
            K3sBootRequest request, Optional<ComposeCommands> compose, BootState state, InstallLock lock, Instant start)
            throws InterruptedException {
        K3sInstallation installation = new K3sInstallation(host, state);
        boolean owned = installation.isOwned();
        try {
            state.begin(fingerprint(request));
            compose.ifPresent(commands -> state.remember(commands.program()));
            Optional<Job> pull = pull(request, compose, state);
            ComposeCheck check = new ComposeCheck(host, console, compose, request.infraServices());
            BootWork work = new BootWork(host, console, timing, request, state, check);
            work.run(installation, lock);
            BootHandle handle = handle(request, state, pull, work, start);
            state.save(handle);
            return handle;
        } catch (InterruptedException | RuntimeException e) {
            undo(state, owned ? Optional.empty() : Optional.of(installation), e);
            throw e;
        }
    }

    private Optional<ComposeCommands> compose(K3sBootRequest request) throws InterruptedException {
        if (request.compose().isEmpty()) {
            return Optional.empty();
        }
        ComposeProject project = request.compose().get();
        project.requireFiles(host);
        Optional<ComposeCommands> compose = Optional.of(ComposeCommands.on(host, project));
        // Compose is slow to answer, and is asked beforehand only where its answer may well be no.
        if (!project.surelyHas(host, request.infraServices())) {
            new ComposeCheck(host, console, compose, request.infraServices()).run();
        }
        return compose;
    }

    private Optional<Job> pull(K3sBootRequest request, Optional<ComposeCommands> compose, BootState state)
            throws InterruptedException {
        return compose.isEmpty()
                ? Optional.empty()
                : Optional.of(new BackgroundPull(host, console).start(request, compose.get(), state));
    }

    private BootHandle handle(
            K3sBootRequest request, BootState state, Optional<Job> pull, BootWork work, Instant start) {
        List<BackgroundJob> jobs = Stream.concat(pull.stream(), work.jobs().stream())
                .map(BackgroundJob::of)
                .toList();
        return new BootHandle(
                request.version(),
                request.serverArguments().kubeconfig(host.environment()),
                state.directory().value(),
                work.isReused(),
                jobs,
                work.manifests(),
                Duration.between(start, timing.clock().instant()).toMillis() / 1000.0);
    }

    // What was there before this boot stays; what it brought goes. The failure itself is the one to be told.
    private void undo(BootState state, Optional<K3sInstallation> brought, Exception failure) {
        try {
            state.keepLogs();
            state.clear();
            if (brought.isPresent()) {
                brought.get().uninstall(console.named("k3s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            console.line("Cleaning up after the failure failed too: " + e.getMessage());
        }
    }

    // Only its hash is kept: variables of the project may well be confidential.
    static String fingerprint(K3sBootRequest request) {
        String asked = String.join(
                "\n",
                request.version(),
                request.installer().toString(),
                request.serverArguments().toString(),
                request.compose().map(K3sBoot::text).orElse(""),
                request.infraServices().toString(),
                request.binarySha256(),
                request.prePullImages().toString(),
                request.manifests().toString());
        return Sha256.of(asked.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ComposeProject project) {
        return String.join(
                "\n",
                project.directory(),
                project.files().toString(),
                project.name(),
                new TreeMap<>(project.environment()).toString(),
                project.profiles().toString());
    }
}
