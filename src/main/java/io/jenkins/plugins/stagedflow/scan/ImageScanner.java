package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Scans one image after another or several at once.
 *
 * @param host where Trivy runs
 * @param trivy the program
 * @param databases what it compares with
 * @param reports where results are kept
 * @param dockerConfig the directory of the registry login, if there is one
 * @param request what counts
 * @param judge tells what that means for the image
 */
record ImageScanner(
        Host host,
        Trivy trivy,
        Databases databases,
        ScanReports reports,
        Optional<HostPath> dockerConfig,
        ScanRequest request,
        Judge judge) {
    private static final String NEEDS_JAVA = "--skip-java-db-update";
    private static final int LINES_IN_A_REASON = 3;
    private static final String REMEDY =
            "Look at its lines above; nothing is known about this image until a scan of it ends well";

    /**
     * Scans an image by its digest.
     *
     * @throws OperationFailedException if Trivy fails, takes too long, or leaves no whole report about this very image
     */
    ImageScan scan(String name, ImageReference image, Console console) throws InterruptedException {
        HostPath output = trivy.work().resolve(ScanReports.fileName(name) + ".json");
        CommandResult scanned = run(image, output, console);
        if (!host.files().exists(output)) {
            throw failure(image, "Trivy ended well but wrote no report");
        }
        Findings findings =
                judge.counting(name, report(image, host.files().read(output)).findings());
        reports.write(new SarifReport(name, image.toString(), request.trivyVersion(), findings), output);
        return new ImageScan(
                name,
                image.toString(),
                image.identifier(),
                request.gate().passes(findings.found()),
                "",
                ImageScan.counted(findings.found()),
                findings.found(),
                findings.hidden().size(),
                reports.sarif(name).value(),
                reports.json(name).value(),
                scanned.took().toMillis() / 1000.0,
                Judge.known(findings.found()),
                findings.hidden());
    }

    private CommandResult run(ImageReference image, HostPath output, Console console) throws InterruptedException {
        CommandResult scanned = host.run(command(image, output), console);
        if (!scanned.isSuccess() && lastLines(scanned).contains(NEEDS_JAVA)) {
            databases.fetchJava(console);
            scanned = host.run(command(image, output), console);
        }
        if (!scanned.isSuccess()) {
            throw failure(image, reason(scanned));
        }
        return scanned;
    }

    private String reason(CommandResult scanned) {
        String ending = scanned.exitCode() == CommandResult.TIMED_OUT
                ? "Trivy did not end within " + request.timeout().toSeconds() + " s"
                : "Trivy exited with status " + scanned.exitCode();
        return ending + " (" + lastLines(scanned) + ")";
    }

    private static String lastLines(CommandResult scanned) {
        List<String> lines = scanned.lastLines();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES_IN_A_REASON), lines.size()));
    }

    private static TrivyReport report(ImageReference image, String json) {
        try {
            return TrivyReport.about(image, json);
        } catch (UnusableReportException e) {
            throw failure(image, "Trivy's report cannot be used: " + e.getMessage());
        }
    }

    private static OperationFailedException failure(ImageReference image, String reason) {
        return new OperationFailedException("scan " + image, reason, REMEDY);
    }

    // All severities and all fixes are asked for: what counts is decided here, and the JSON keeps everything.
    private Command command(ImageReference image, HostPath output) {
        Command.Builder command = trivy.command("image", "--image-src", "remote")
                .arguments("--format", "json", "--output", output.value())
                .arguments("--scanners", scanners(), "--show-suppressed", "--list-all-pkgs=false", "--exit-code", "0")
                // Cached in memory, scans have no file to wait for each other; the databases are read only.
                .arguments("--cache-dir", databases.cache().value(), "--cache-backend", "memory")
                // The checks are those of the pinned program, the databases those fetched before.
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
            command.arguments(
                    "--ignorefile",
                    host.directory().resolve(request.ignoreFile()).value());
        }
        dockerConfig.ifPresent(directory -> command.environment(DockerConfig.VARIABLE, directory.value()));
        return command.arguments(image.toString()).timeLimit(request.timeout()).build();
    }

    private String scanners() {
        return request.scanners().stream().map(Scanner::option).collect(Collectors.joining(","));
    }
}
