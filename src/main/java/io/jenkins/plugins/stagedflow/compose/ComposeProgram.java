package io.jenkins.plugins.stagedflow.compose;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The compose program of a host.
 *
 * @param arguments how it is called: {@code docker compose}, or {@code docker-compose} of the generation before
 * @param version what it says it is, as in {@code 2.32.1}
 */
public record ComposeProgram(List<String> arguments, String version) implements Serializable {
    private static final List<List<String>> CANDIDATES =
            List.of(List.of("docker", "compose"), List.of("docker-compose"));
    // One built from its sources may well call itself "dev".
    private static final Pattern VERSION = Pattern.compile("v?([0-9]+\\.[0-9]+\\S*|dev)");
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    /** Copies the arguments. */
    public ComposeProgram {
        arguments = List.copyOf(arguments);
    }

    /**
     * Asks the host which compose it has; the plugin of docker goes before the program of its own.
     *
     * @throws OperationFailedException if it has none; says what to install
     */
    public static ComposeProgram find(Host host) throws InterruptedException {
        for (List<String> candidate : CANDIDATES) {
            Optional<ComposeProgram> found = ask(host, candidate);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new OperationFailedException(
                "find Docker Compose on the host",
                "neither 'docker compose version' nor 'docker-compose version' answers",
                "Install the package docker-compose-plugin (Docker's) or docker-compose (Debian's)");
    }

    private static Optional<ComposeProgram> ask(Host host, List<String> program) throws InterruptedException {
        Command question = Command.of(program.get(0))
                .arguments(program.subList(1, program.size()))
                .arguments("version", "--short")
                .captured()
                .timeLimit(TO_ANSWER)
                .build();
        try {
            CommandResult answer = host.run(question, Console.silent());
            // A docker without the plugin may well print its help and call that a success.
            return Optional.of(answer.output().strip())
                    .filter(version -> answer.isSuccess())
                    .map(VERSION::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(version -> new ComposeProgram(program, version.group(1)));
        } catch (OperationFailedException e) {
            // There is no such program; the next one may be there.
            return Optional.empty();
        }
    }
}
