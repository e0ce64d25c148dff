package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Syft or Grype on the PATH of a host, started in a directory of its own, where no configuration lies by chance.
 *
 * @param host where it runs
 * @param name syft or grype
 * @param version its version, empty if it does not tell one
 * @param work an empty directory for its temporary files
 * @param dockerConfig the directory of the registry login; without one the user's own logins serve
 */
record AnchoreProgram(Host host, String name, String version, HostPath work, Optional<HostPath> dockerConfig) {
    static final String SYFT = "syft";
    static final String GRYPE = "grype";

    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(30);

    /** Returns the program if the host has it. */
    static Optional<AnchoreProgram> find(Host host, String name, HostPath work, Optional<HostPath> dockerConfig)
            throws InterruptedException {
        try {
            Command command = Command.of(name, "--version")
                    .directory(work)
                    .captured()
                    .timeLimit(TO_TELL_ITS_VERSION)
                    .build();
            CommandResult told = host.run(command, Console.silent());
            // One that somebody built from source calls its version "[not provided]".
            Matcher line =
                    Pattern.compile("(?m)^" + name + " (?:v?([0-9]\\S*)|\\[)").matcher(told.output());
            return told.isSuccess() && line.find()
                    ? Optional.of(new AnchoreProgram(
                            host, name, Objects.requireNonNullElse(line.group(1), ""), work, dockerConfig))
                    : Optional.empty();
        } catch (OperationFailedException e) {
            // There is none on the PATH.
            return Optional.empty();
        }
    }

    /** Returns the program and its version as people write them. */
    String title() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1)
                + (version.isEmpty() ? "" : " " + version);
    }

    /** Returns a command that runs it. */
    Command.Builder command(String... arguments) {
        Command.Builder command = Command.of(name, arguments)
                .directory(work)
                .environment("TMPDIR", work.value())
                .environment(name.toUpperCase(Locale.ROOT) + "_CHECK_FOR_APP_UPDATE", "false");
        dockerConfig.ifPresent(directory -> command.environment(DockerConfig.VARIABLE, directory.value()));
        return command;
    }
}
