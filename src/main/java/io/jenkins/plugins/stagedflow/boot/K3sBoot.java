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
 * manifests are there; the rest goes on as jobs of the host that others wait for. One that does not wait returns as soon
 * as the installer of k3s runs, and the same boot again goes on from there: so k3s can come while images are still built.
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
     * Boots. Run again after it was cut off, or did not wait, it goes on with the jobs that run; an installer that has failed
     * in the meantime is started once more.
     *
     * @return what runs, and where its logs are; the same is kept in the state directory, unless the boot does not wait
     * @throws InvalidRequestException if a compose file or an infrastructure service is not there; nothing was started
     * @throws OperationFailedException if k3s could not be installed or verified, or a manifest not be had; what was started is ended then, and the login gone
     */
    public BootHandle run(K3sBootRequest request) throws InterruptedException {
        Instant start = timing.clock().instant();
        BootState state = new BootState(host, request.stateDirectory(), timing);
        boolean underWay = state.isUnderWay(fingerprint(request));
        Optional<ComposeCommands> compose = underWay ? known(request, state) : found(request);
        // Compose has looked at the files before k3s was begun.
        ComposeCheck check =
                new ComposeCheck(host, console, underWay ? Optional.empty() : compose, request.infraServices());
        K3sInstallation installation = new K3sInstallation(host, state);
        BootUndo undo = new BootUndo(console, state, installation, underWay || !installation.isOwned());
        // Closed last of all: whoever waits finds a k3s that stays, or none.
        try (InstallLock lock = new InstallLock(host, console, timing, state, installation)) {
            return undo.unlessDone(() -> booted(request, compose, check, state, lock, start));
        }
    }

    private BootHandle booted(
            K3sBootRequest request,
            Optional<ComposeCommands> compose,
            ComposeCheck check,
            BootState state,
            InstallLock lock,
            Instant start)
            throws InterruptedException {
        state.begin(fingerprint(request));
        compose.ifPresent(commands -> state.remember(commands.program()));
        Optional<Job> pull = request.waits() ? pull(request, compose, state) : Optional.empty();
        BootWork work = new BootWork(host, console, timing, request, state, check);
        work.run(new K3sInstallation(host, state), lock);
        BootHandle handle = handle(request, state, pull, work, start);
        if (request.waits()) {
            state.save(handle);
        }
        return handle;
    }

    private Optional<ComposeCommands> known(K3sBootRequest request, BootState state) throws InterruptedException {
        if (request.compose().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(state.compose(request.compose().get()));
    }

    private Optional<ComposeCommands> found(K3sBootRequest request) throws InterruptedException {
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
