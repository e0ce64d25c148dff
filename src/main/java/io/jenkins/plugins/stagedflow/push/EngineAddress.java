package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** Where the user's engine is. The context that says so is kept in the very directory that a private one replaces. */
final class EngineAddress {
    static final String VARIABLE = "DOCKER_HOST";
    private static final String USUAL = "unix:///var/run/docker.sock";

    private EngineAddress() {}

    /** Returns the address to set, empty if docker finds its engine without. */
    static String of(Host host) throws InterruptedException {
        if (host.environment().containsKey(VARIABLE)) {
            return "";
        }
        CommandResult result = host.run(
                Command.of("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}")
                        .captured()
                        .build(),
                Console.silent());
        return result.isSuccess() ? result.output().strip() : "";
    }

    /** Returns the address of the engine, whichever way it was found. */
    static String resolved(Host host) throws InterruptedException {
        String named = host.environment().getOrDefault(VARIABLE, "");
        String found = named.isEmpty() ? ofClient(host) : named;
        return found.isEmpty() ? USUAL : found;
    }

    // The client is not needed to reach an engine where it usually is.
    private static String ofClient(Host host) throws InterruptedException {
        try {
            return of(host);
        } catch (OperationFailedException e) {
            return "";
        }
    }
}
