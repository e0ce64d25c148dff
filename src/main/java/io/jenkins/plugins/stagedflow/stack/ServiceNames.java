package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;

/** The names of all services of a project, which compose is slow to tell. */
final class ServiceNames {
    private final Host host;
    private final Console console;
    private final ComposeCommands compose;
    private final List<String> backgroundServices;
    private volatile List<String> names = List.of();

    ServiceNames(Host host, Console console, ComposeCommands compose, List<String> backgroundServices) {
        this.host = host;
        this.console = console;
        this.compose = compose;
        this.backgroundServices = backgroundServices;
    }

    /**
     * Asks compose beforehand where one of the services might not be there.
     *
     * @throws InvalidRequestException if one is not; names it
     */
    void requireIn(ComposeProject project) throws InterruptedException {
        if (!project.surelyHas(host, backgroundServices)) {
            ask();
        }
    }

    /**
     * Asks compose, unless it was asked already.
     *
     * @throws InvalidRequestException if one of the services is not there; names it
     * @throws OperationFailedException if compose does not accept the files
     */
    void ask() throws InterruptedException {
        if (names.isEmpty()) {
            names = compose.serviceNames(host, console);
            backgroundServices.stream()
                    .filter(service -> !names.contains(service))
                    .findFirst()
                    .ifPresent(this::refuse);
        }
    }

    /** Returns all of them but the given ones, in the order of the alphabet; compose was asked before. */
    List<String> without(List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private void refuse(String unknown) {
        throw new InvalidRequestException("backgroundServices", unknown, "one of " + String.join(", ", names));
    }
}
