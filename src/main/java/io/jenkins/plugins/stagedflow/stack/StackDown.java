package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.boot.K3sInstallation;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.Containers;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes what a flow has started, and nothing else. Can be run again, and after a boot that was cut off anywhere. */
public final class StackDown {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation. */
    public StackDown(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Takes the stack down: background jobs, login, containers with their volumes, k3s, the kubeconfig and the copies of
     * files that were made for the stack. One part that cannot be removed keeps none of the others.
     *
     * @return what was there to be removed
     * @throws InvalidRequestException if the compose file is not there; nothing was touched
     * @throws OperationFailedException if something could not be removed; names each
     */
    public StackDownResult run(StackDownRequest request) throws InterruptedException {
        request.compose().ifPresent(project -> project.requireFiles(host));
        Stopwatch watch = new Stopwatch(timing.clock());
        BootState state = new BootState(host, request.stateDirectory(), timing);
        List<String> jobs =
                state.jobs().all().stream().map(job -> job.key().value()).toList();
        List<String> containers = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<Boolean> uninstalled = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Optional<ComposeCommands> compose = compose(request, state, failures);
        // Jobs first: a pull that goes on would start what has just been removed.
        attempt(failures, state::clear);
        attempt(failures, () -> containers.addAll(composeDown(compose)));
        attempt(failures, () -> uninstalled.add(uninstall(request, state)));
        attempt(failures, state::unlock);
        // Containers mount them, so they go after those.
        attempt(failures, () -> files.addAll(new OwnedFiles(host, state.directory()).remove()));
        attempt(failures, state::removeIfEmpty);
        if (!failures.isEmpty()) {
            throw new OperationFailedException(
                    "take the stack down", String.join(" ", failures), "Repair that and take it down again");
        }
        return new StackDownResult(containers, jobs, files, uninstalled.contains(true), watch.total());
    }

    private static void attempt(List<String> failures, FirstFailure.Wait part) throws InterruptedException {
        try {
            part.run();
        } catch (OperationFailedException e) {
            failures.add(e.getMessage());
        }
    }

    // Before the state is cleared, which knows it.
    private Optional<ComposeCommands> compose(StackDownRequest request, BootState state, List<String> failures)
            throws InterruptedException {
        List<ComposeCommands> found = new ArrayList<>();
        if (request.compose().isPresent()) {
            attempt(failures, () -> found.add(state.compose(request.compose().get())));
        }
        return found.stream().findFirst();
    }

    private List<String> composeDown(Optional<ComposeCommands> project) throws InterruptedException {
        if (project.isEmpty()) {
            return List.of();
        }
        ComposeCommands compose = project.get();
        List<String> containers = Containers.of(host, compose).states().stream()
                .map(ServiceState::container)
                .toList();
        host.run(compose.down(), console.named("compose"))
                .orFail("remove the containers", "See whether Docker answers");
        return containers;
    }

    private boolean uninstall(StackDownRequest request, BootState state) throws InterruptedException {
        return request.uninstallK3s() && new K3sInstallation(host, state).uninstall(console.named("k3s"));
    }
}
