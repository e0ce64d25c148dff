package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that keeps logins for docker.
 *
 * @param host where it runs
 * @param name what its name ends with, as docker's configuration has it
 * @see <a href="https://github.com/docker/docker-credential-helpers">its protocol</a>
 */
record CredentialHelper(Host host, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Returns the login it has for a server, if it has one. */
    Optional<RegistryLogin> login(String server) throws InterruptedException {
        if (!NAME.matcher(name).matches()) {
            throw failure(server, "docker's configuration names a helper that is no name of a program");
        }
        Command get = Command.of("docker-credential-" + name, "get")
                .input(server)
                .captured()
                .timeLimit(LIMIT)
                .build();
        CommandResult result = host.run(get, Console.silent());
        if (!result.isSuccess()) {
            return none(server, result);
        }
        JsonNode answer = json(server, result.output());
        String user = answer.path("Username").asText("");
        Secret secret = Secret.of(answer.path("Secret").asText(""));
        if (user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(RegistryLogin.IDENTITY_TOKEN)
                        ? RegistryLogin.byIdentityToken(secret)
                        : new RegistryLogin(user, secret));
    }

    // Its output is never shown: it is where the password would be.
    private Optional<RegistryLogin> none(String server, CommandResult result) {
        if (result.output().contains("credentials not found")) {
            return Optional.empty();
        }
        throw failure(server, "docker-credential-%s exited with status %d".formatted(name, result.exitCode()));
    }

    private JsonNode json(String server, String output) {
        try {
            return new ObjectMapper().readTree(output);
        } catch (IOException e) {
            throw failure(server, "docker-credential-" + name + " answered with something else than JSON");
        }
    }

    private static OperationFailedException failure(String server, String reason) {
        return new OperationFailedException(
                "get docker's login for " + server, reason, "Give a login, or repair docker's configuration");
    }
}
