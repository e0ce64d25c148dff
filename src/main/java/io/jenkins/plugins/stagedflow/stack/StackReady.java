package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.List;

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
     * @throws OperationFailedException if a job, the cluster or a service failed or was not ready in time
     */
    public StackReadyResult run(StackReadyRequest request) throws InterruptedException {
        requireFiles(request);
        BootState state = new BootState(host, request.stateDirectory(), timing);
        BootHandle boot = state.handle()
                .orElseThrow(() -> new OperationFailedException(
                        "find what was booted",
                        "no boot has come to its end with the state directory " + state.directory(),
                        "Run the boot first, with the same stateDirectory"));
        ComposeCommands compose = state.loggedIn(ComposeCommands.on(host, request.compose()));
        requireServices(request, compose);
        try {
            return new StackStart(host, console, timing, request, compose).run(state, boot);
        } catch (RuntimeException e) {
            tell(request, compose, boot, e);
            throw e;
        } finally {
            removeLoginIfUnused(state);
        }
    }

    private void requireFiles(StackReadyRequest request) {
        request.compose().requireFiles(host);
        request.files().keySet().stream()
                .map(request.compose().home(host)::resolve)
                .filter(path -> !host.files().exists(path))
                .findFirst()
                .ifPresent(missing -> {
                    throw new InvalidRequestException("files", missing, "a file that is there");
                });
    }

    private void requireServices(StackReadyRequest request, ComposeCommands compose) throws InterruptedException {
        List<String> services = compose.serviceNames(host, console);
        request.backgroundServices().stream()
                .filter(service -> !services.contains(service))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidRequestException(
                            "backgroundServices", unknown, "one of " + String.join(", ", services));
                });
    }

    // A failure while collecting must not hide the failure that is the reason for it.
    private void tell(StackReadyRequest request, ComposeCommands compose, BootHandle boot, RuntimeException failure)
            throws InterruptedException {
        try {
            new StackReport(host, console).show(compose);
            if (!request.logsOnFailure().isEmpty()) {
                new LogCollection(host, console)
                        .into(host.directory().resolve(request.logsOnFailure()), compose, boot.kubeconfig());
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            console.line("The logs could not be collected: " + e.getMessage());
        }
    }

    // A pull that still runs needs it; then whoever waits next, or clears up, removes it.
    private static void removeLoginIfUnused(BootState state) {
        List<Job> jobs = state.jobs().all();
        if (jobs.stream().allMatch(job -> job.status().isOver())) {
            state.removeLogin();
        }
    }
}
