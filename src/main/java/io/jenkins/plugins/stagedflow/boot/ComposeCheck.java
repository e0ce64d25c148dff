package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Has compose itself look at the files of the project. It takes its time for that, so others go on meanwhile as far as
 * that does no harm, and wait for its verdict then.
 */
final class ComposeCheck {
    private final Host host;
    private final Console console;
    private final Optional<ComposeCommands> compose;
    private final List<String> infraServices;
    private final CompletableFuture<Boolean> verdict = new CompletableFuture<>();

    ComposeCheck(Host host, Console console, Optional<ComposeCommands> compose, List<String> infraServices) {
        this.host = host;
        this.console = console;
        this.compose = compose;
        this.infraServices = infraServices;
    }

    /**
     * Returns when compose is content, or at once if there is no project.
     *
     * @throws InvalidRequestException if the project has no infrastructure service of such a name
     * @throws OperationFailedException if compose does not accept the files
     */
    boolean run() throws InterruptedException {
        try {
            if (compose.isPresent()) {
                requireServices(compose.get().serviceNames(host, console));
            }
            return verdict.complete(true);
        } catch (InterruptedException | RuntimeException e) {
            verdict.completeExceptionally(e);
            throw e;
        }
    }

    /** Returns when {@link #run} has, or throws the very exception that it has thrown. */
    void await() throws InterruptedException {
        try {
            verdict.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InterruptedException("the check of the compose files was interrupted");
        }
    }

    private void requireServices(List<String> services) {
        infraServices.stream()
                .filter(service -> !services.contains(service))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidRequestException(
                            "infraServices", unknown, "one of " + String.join(", ", services));
                });
    }
}
