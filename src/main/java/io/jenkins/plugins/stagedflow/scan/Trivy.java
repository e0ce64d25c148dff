package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trivy on a host, started so that nothing but the request decides what it finds: in a directory of its own, where no
 * {@code trivy.yaml} or {@code .trivyignore} lies by chance, and without the variables that narrow a scan.
 *
 * @param host where it runs
 * @param program how it is started: by name or by path
 * @param work an empty directory for its temporary files
 * @param dockerConfig the directory of the registry login; without one the user's own logins serve
 */
record Trivy(Host host, String program, HostPath work, Optional<HostPath> dockerConfig) {
    private static final String ON_PATH = "trivy";
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

    /**
     * Returns the Trivy of exactly the wanted version: the one on the PATH of the host, else one installed into the cache.
     *
     * @throws OperationFailedException if there is none and none may or can be installed
     */
    static Trivy find(Host host, TrivyProgram wanted, ScanCache cache, HostPath work, Console console)
            throws InterruptedException {
        Trivy onPath = new Trivy(host, ON_PATH, work, Optional.empty());
        String found = onPath.version(console);
        if (found.equals(wanted.version())) {
            return onPath;
        }
        if (!wanted.isInstallable()) {
            throw unfit(wanted, found);
        }
        String path = host.call(new InstallTrivy(wanted, cache.directory()), console);
        Trivy installed = new Trivy(host, path, work, Optional.empty());
        String got = installed.version(console);
        if (!got.equals(wanted.version())) {
            throw unfit(wanted, got);
        }
        return installed;
    }

    /** Returns the same with the login in the directory. */
    Trivy withLogin(HostPath directory) {
        return new Trivy(host, program, work, Optional.of(directory));
    }

    /** Returns a command that runs Trivy with the given subcommand. */
    Command.Builder command(String... arguments) {
        Command.Builder command = Command.of(program, arguments).directory(work).environment("TMPDIR", work.value());
        host.environment().keySet().stream()
                .filter(name -> name.startsWith(VARIABLES) && !KEPT.contains(name))
                // Trivy takes an empty variable for none at all.
                .forEach(name -> command.environment(name, ""));
        dockerConfig.ifPresent(directory -> command.environment(DockerConfig.VARIABLE, directory.value()));
        return command;
    }

    // What it says it is, or why it says nothing.
    private String version(Console console) throws InterruptedException {
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
            return String.valueOf(e.getMessage());
        }
    }

    private static OperationFailedException unfit(TrivyProgram wanted, String found) {
        String version = wanted.version();
        return new OperationFailedException(
                "use Trivy " + version,
                "the host has " + (found.matches("[0-9]\\S*") ? "version '" + found + "'" : "none (" + found + ")"),
                ("Put Trivy %s on the PATH of the host, name the version that is there as trivyVersion, or let it be"
                                + " installed by giving the SHA-256 of the archive of"
                                + " https://github.com/aquasecurity/trivy/releases/tag/v%s as trivySha256 (a mirror as"
                                + " trivyUrl)")
                        .formatted(version, version));
    }
}
