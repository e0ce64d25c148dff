package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.stream.Collectors;

/**
 * How Trivy is asked about an image.
 *
 * @param host where it runs
 * @param trivy the program
 * @param databases what it compares with
 * @param request what to look for
 */
record ImageCommand(Host host, Trivy trivy, Databases databases, ScanRequest request) {
    private static final String NEEDS_JAVA = "--skip-java-db-update";

    /** Returns whether the scan ended because it came upon a Java archive and had no database for it. */
    static boolean wantsJavaDatabase(CommandResult scanned) {
        return !scanned.isSuccess() && TrivyOutput.lastLines(scanned).contains(NEEDS_JAVA);
    }

    /**
     * Returns the scan. All severities and all fixes are asked for: what counts is decided by us, and the JSON keeps
     * everything.
     */
    Command scan(ImageReference image, String cache, HostPath output) {
        Command.Builder command = trivy.command("image", "--image-src", "remote")
                .arguments("--format", "json", "--output", output.value())
                .arguments("--scanners", scanners(), "--show-suppressed", "--exit-code", "0")
                // A bill of materials is made from the report, and names every package.
                .arguments("--list-all-pkgs=" + !request.sboms().isEmpty())
                // In memory or in a directory of its own: scans have no file for which they wait for each other.
                .arguments("--cache-dir", cache.isEmpty() ? databases.cache().value() : cache)
                .arguments("--cache-backend", cache.isEmpty() ? "memory" : "fs")
                // The checks are those of the pinned program, the databases those brought before.
                .arguments("--skip-check-update")
                .arguments("--timeout", request.timeout().toSeconds() + "s")
                .arguments("--no-progress", "--skip-version-check", "--disable-telemetry");
        if (request.scanners().contains(Scanner.VULN)) {
            command.arguments("--skip-db-update", NEEDS_JAVA);
        }
        if (request.scanners().contains(Scanner.SECRET)) {
            command.arguments("--image-config-scanners", Scanner.SECRET.option());
        }
        if (!request.ignoreFile().isEmpty()) {
            command.arguments("--ignorefile", path(request.ignoreFile()));
        }
        request.vex().forEach(file -> command.arguments("--vex", path(file)));
        return command.arguments(image.toString())
                .timeLimit(request.timeout())
                .lowPriority(request.isLowPriority())
                .build();
    }

    /** Returns what makes a bill of materials of a report. */
    Command sbom(SbomFormat format, HostPath report, HostPath output) {
        return trivy.command("convert", "--format", format.option(), "--output", output.value(), report.value())
                .timeLimit(request.timeout())
                .lowPriority(request.isLowPriority())
                .build();
    }

    private String path(String file) {
        return host.directory().resolve(file).value();
    }

    private String scanners() {
        return request.scanners().stream().map(Scanner::option).collect(Collectors.joining(","));
    }
}
