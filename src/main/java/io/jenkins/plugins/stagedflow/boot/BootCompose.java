package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The compose project of a boot. Which compose the host has is found out once, by whoever needs it first. */
final class BootCompose {
    private final Optional<ComposeProject> project;
    private final FutureTask<ComposeCommands> commands;

    BootCompose(Host host, Optional<ComposeProject> project) {
        this.project = project;
        this.commands = new FutureTask<>(() -> ComposeCommands.on(host, project.orElseThrow()));
    }

    /** Returns whether there is a project at all. */
    boolean isPresent() {
        return project.isPresent();
    }

    /**
     * Returns the commands of the project.
     *
     * @throws OperationFailedException if the host has no compose; says what to install
     */
    ComposeCommands commands() throws InterruptedException {
        commands.run();
        try {
            return commands.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InterruptedException("the look for compose was interrupted");
        }
    }
}
