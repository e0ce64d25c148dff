package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trivy on a host, started so that nothing but the request decides what it finds: in a directory of its own, where no
 * {@code trivy.yaml} or {@code .trivyignore} lies by chance, and without the variables that narrow a scan.
 *
 * @param host where it runs
 * @param version the version it must have
 * @param work an empty directory for its temporary files
 */
record Trivy(Host host, String version, HostPath work) {
    private static final String PROGRAM = "trivy";
    private static final String VARIABLES = "TRIVY_";
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(30);
    private static final Pattern VERSION_LINE = Pattern.compile("(?m)^Version:\\s*v?(\\S+)");

    // How to reach registries is the machine's affair; what to scan for is not.
    private static final Set<String> KEPT = Set.of(
            "TRIVY_CACERT",
            "TRIVY_INSECURE",
            "TRIVY_USERNAME",
            "TRIVY_PASSWORD",
            "TRIVY_REGISTRY_TOKEN",
            "TRIVY_DB_REPOSITORY",
            "TRIVY_JAVA_DB_REPOSITORY");

    /** Requires that the host's Trivy has exactly the version. */
    void requireVersion(Console console) throws InterruptedException {
        String remedy =
                ("Put Trivy %s (https://github.com/aquasecurity/trivy/releases/tag/v%s) on the PATH of the host,"
                                + " or name the version that is there as trivyVersion")
                        .formatted(version, version);
        String found = foundVersion(console, remedy);
        if (!found.equals(version)) {
            throw new OperationFailedException("use Trivy " + version, "the host has version '" + found + "'", remedy);
        }
    }

    /** Returns a command that runs Trivy with the given subcommand. */
    Command.Builder command(String... arguments) {
        Command.Builder command = Command.of(PROGRAM, arguments).directory(work).environment("TMPDIR", work.value());
        host.environment().keySet().stream()
                .filter(name -> name.startsWith(VARIABLES) && !KEPT.contains(name))
                // Trivy takes an empty variable for none at all.
                .forEach(name -> command.environment(name, ""));
        return command;
    }

    private String foundVersion(Console console, String remedy) throws InterruptedException {
        try {
            CommandResult told = host.run(
                    command("--version")
                            .captured()
                            .timeLimit(TO_TELL_ITS_VERSION)
                            .build(),
                    console);
            Matcher line = VERSION_LINE.matcher(told.output());
            return line.find() ? line.group(1) : told.reason();
        } catch (OperationFailedException e) {
            throw new OperationFailedException("use Trivy " + version, String.valueOf(e.getMessage()), remedy, e);
        }
    }
}
