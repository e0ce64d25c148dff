package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;

/**
 * Scans one image after another or several at once.
 *
 * @param host where Trivy runs
 * @param trivy the program
 * @param databases what it compares with
 * @param reports where results are kept
 * @param request what counts
 * @param judge tells what that means for the image
 */
record ImageScanner(
        Host host, Trivy trivy, Databases databases, ScanReports reports, ScanRequest request, Judge judge) {
    private static final String REMEDY =
            "Look at its lines above; nothing is known about this image until a scan of it ends well";

    /**
     * Scans an image by its digest.
     *
     * @param cache a cache directory of its own that knows some of its layers or is asked for them later; empty for none
     * @throws OperationFailedException if Trivy fails, takes too long, or leaves no whole report about this very image
     */
    ImageScan scan(String name, ImageReference image, String cache, Console console) throws InterruptedException {
        HostPath output = trivy.work().resolve(ScanReports.fileName(name) + ".json");
        CommandResult scanned = run(image, cache, output, console);
        if (!host.files().exists(output)) {
            throw failure(image, "Trivy ended well but wrote no report");
        }
        Findings findings = judge.counting(
                name, report(image, host.call(new ReadReport(output), console)).findings());
        reports.write(
                new SarifReport(
                        name, image.toString(), "Trivy " + request.program().version(), findings),
                output);
        writeSboms(name, image, output, console);
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

    private CommandResult run(ImageReference image, String cache, HostPath output, Console console)
            throws InterruptedException {
        ImageCommand command = new ImageCommand(host, trivy, databases, request);
        Console shown = TrivyOutput.shown(console, request.login().secrets());
        CommandResult scanned = host.run(command.scan(image, cache, output), shown);
        if (ImageCommand.wantsJavaDatabase(scanned)) {
            databases.bring(DatabaseKind.JAVA, console);
            scanned = host.run(command.scan(image, cache, output), shown);
        }
        if (!scanned.isSuccess()) {
            throw failure(image, reason(scanned));
        }
        return scanned;
    }

    private void writeSboms(String name, ImageReference image, HostPath report, Console console)
            throws InterruptedException {
        ImageCommand command = new ImageCommand(host, trivy, databases, request);
        for (SbomFormat format : request.sboms()) {
            HostPath sbom = trivy.work().resolve(ScanReports.fileName(name) + format.suffix());
            CommandResult made = host.run(command.sbom(format, report, sbom), console);
            if (!made.isSuccess() || !host.files().exists(sbom) || host.files().size(sbom) == 0) {
                throw failure(image, "its bill of materials could not be written: " + TrivyOutput.reason(made));
            }
            reports.keep(sbom, reports.sbom(name, format));
        }
    }

    private String reason(CommandResult scanned) {
        return scanned.exitCode() == CommandResult.TIMED_OUT
                ? "Trivy did not end within " + request.timeout().toSeconds() + " s"
                : TrivyOutput.reason(scanned);
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
}
