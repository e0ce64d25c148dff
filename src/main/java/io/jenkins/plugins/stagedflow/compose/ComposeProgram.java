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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The compose program of a host.
 *
 * @param arguments how it is called: {@code docker compose}, or {@code docker-compose} of the generation before
 */
public record ComposeProgram(List<String> arguments) implements Serializable {
    private static final List<String> PLUGIN = List.of("docker", "compose");
    private static final String PROGRAM = "docker-compose";
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
        if (hasPlugin(host)) {
            return new ComposeProgram(PLUGIN);
        }
        if (hasProgram(host)) {
            return new ComposeProgram(List.of(PROGRAM));
        }
        throw new OperationFailedException(
                "find Docker Compose on the host",
                "'docker compose version' does not answer, and there is no docker-compose",
                "Install the package docker-compose-plugin (Docker's) or docker-compose (Debian's)");
    }

    /** Returns the program that was written down as {@link #text()}, or nothing if that is none of the two. */
    public static Optional<ComposeProgram> parse(String text) {
        return Stream.of(PLUGIN, List.of(PROGRAM))
                .map(ComposeProgram::new)
                .filter(program -> program.text().equals(text))
                .findFirst();
    }

    /** Returns how it is called, to be written down. */
    public String text() {
        return String.join(" ", arguments);
    }

    // A docker without the plugin may well print its help and call that a success.
    private static boolean hasPlugin(Host host) throws InterruptedException {
        return answers(host, Command.of("docker", "compose", "version", "--short"), VERSION.asMatchPredicate());
    }

    // Asked for its version the one of the generation before takes a third of a second; whether it works shows next.
    private static boolean hasProgram(Host host) throws InterruptedException {
        return answers(host, Command.of("/bin/sh", "-c", "command -v " + PROGRAM), path -> true);
    }

    private static boolean answers(Host host, Command.Builder question, Predicate<String> expected)
            throws InterruptedException {
        try {
            CommandResult answer =
                    host.run(question.captured().timeLimit(TO_ANSWER).build(), Console.silent());
            return answer.isSuccess() && expected.test(answer.output().strip());
        } catch (OperationFailedException e) {
            // There is no such program; the other one may be there.
            return false;
        }
    }
}
