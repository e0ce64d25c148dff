package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options every command has. */
final class CommonOptions {
    private final Map<String, String> environment;

    @Option(
            names = {"-C", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Work as if started in DIR; relative paths are meant from there.")
    private Path directory = Path.of(".");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--json", description = "Print the result as JSON on standard output, and nothing else there.")
    private boolean json;

    @Option(names = "--verbose", description = "Print the stack trace of a failure too.")
    private boolean verbose;

    @CheckForNull
    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Keep what this command did in DIR, for 'staged-flow summary'.")
    private String record;

    @CheckForNull
    @Option(names = "--stage", paramLabel = "NAME", description = "Name of the stage in that record.")
    private String stage;

    CommonOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    LocalHost host() {
        if (!Files.isDirectory(directory)) {
            throw new InvalidRequestException("directory", directory, "an existing directory");
        }
        return new LocalHost(directory, environment);
    }

    /** Returns the directory of the host that keeps what outlives a command, such as background jobs. */
    HostPath state(LocalHost host) {
        return host.directory().resolve(environment.getOrDefault("STAGED_FLOW_STATE_DIRECTORY", ".staged-flow"));
    }

    boolean isJson() {
        return json;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Returns the directory of the record if one is to be kept. */
    Optional<HostPath> record() {
        return Optional.ofNullable(record).map(host().directory()::resolve);
    }

    /** Returns the name of the stage if one is given. */
    Optional<String> stage() {
        return Optional.ofNullable(stage);
    }
}
