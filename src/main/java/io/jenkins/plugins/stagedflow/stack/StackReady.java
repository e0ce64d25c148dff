package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Waits for what a boot started, brings the compose stack up beside the cluster and proves it healthy. What a failing
 * stack has to say is collected before the failure is told.
 */
public final class StackReady {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation. */
    public StackReady(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Makes the stack ready, or says why it is not. Run again, it starts what is missing and waits for the rest.
     *
     * @return the containers, what proved healthy and how long each phase took
     * @throws InvalidRequestException if a file or a service that the request names is not there; nothing was touched
     * @throws OperationFailedException if a job, the cluster or a service failed or was not ready in time; its partial
     *     result is a {@link StackReadyResult} of what was reached
     */
    public StackReadyResult run(StackReadyRequest request) throws InterruptedException {
        requireFiles(request);
        BootState state = new BootState(host, request.stateDirectory(), timing);
        BootHandle boot = state.booted();
        ComposeCommands compose = state.loggedIn(state.compose(request.compose()));
        ServiceNames services = new ServiceNames(host, console, compose, request.backgroundServices());
        services.requireIn(request.compose());
        Progress progress = new Progress(new Stopwatch(timing.clock()));
        try {
            return new StackStart(host, console, timing, request, compose, progress).run(state, boot, services);
        } catch (OperationFailedException e) {
            List<ServiceState> seen = tell(request, compose, state, progress, e);
            throw e.withPartialResult(progress.result(seen, request.health()));
        } finally {
            removeLoginIfUnused(state);
        }
    }

    /** Fails if a file that the request names is not there. */
    void requireFiles(StackReadyRequest request) {
        request.compose().requireFiles(host);
        requireThere("files", request, request.files().keySet());
        requireThere(
                "manifests",
                request,
                request.manifests().stream().map(LocalManifest::path).toList());
    }

    private void requireThere(String field, StackReadyRequest request, Collection<String> files) {
        files.stream()
                .map(request.compose().home(host)::resolve)
                .filter(path -> !host.files().exists(path))
                .findFirst()
                .ifPresent(missing -> {
                    throw new InvalidRequestException(field, missing, "a file that is there");
                });
    }

    // A failure while collecting must not hide the failure that is the reason for it.
    private List<ServiceState> tell(
            StackReadyRequest request,
            ComposeCommands compose,
            BootState state,
            Progress progress,
            OperationFailedException failure)
            throws InterruptedException {
        List<ServiceState> seen = new ArrayList<>();
        try {
            // Whoever watches need not wait for the logs to know.
            console.line(String.valueOf(failure.getMessage()));
            boolean probed = progress.watch().of("health") > 0;
            Set<String> unhealthy = probed ? progress.unproved(request.health()) : Set.of();
            seen.addAll(new StackReport(host, console).show(compose, unhealthy));
            if (!request.logsOnFailure().isEmpty()) {
                HostPath directory = host.directory().resolve(request.logsOnFailure());
                new LogCollection(host, console, LogCollection.MOST_BYTES).into(directory, compose, state);
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            console.line("Not all of the stack's state could be shown: " + e.getMessage());
        }
        return seen;
    }

    // A pull that still runs needs it; then whoever waits next, or clears up, removes it.
    private static void removeLoginIfUnused(BootState state) {
        List<Job> jobs = state.jobs().all();
        if (jobs.stream().allMatch(job -> job.status().isOver())) {
            state.removeLogin();
        }
    }
}
