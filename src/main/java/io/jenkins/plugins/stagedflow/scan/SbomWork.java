package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Works on one component after another or several at once.
 *
 * @param host where it happens
 * @param request what counts
 * @param tools what writes and compares
 * @param reports where results are kept
 * @param work a directory for what is not kept
 */
record SbomWork(Host host, SbomScanRequest request, SbomTools tools, ScanReports reports, HostPath work) {
    /** Writes and compares the bill of materials of a component. */
    Done on(SbomSource source, Console console) throws InterruptedException {
        long start = System.nanoTime();
        String file = ScanReports.fileName(source.name());
        HostPath written = work.resolve(file + SbomFormat.SPDX.suffix());
        tools.write(source, written, console);
        Sbom sbom = sbom(source, written, console);
        // Kept before it is compared: it is worth having whatever is found in it.
        reports.keep(written, reports.sbom(source.name(), SbomFormat.SPDX));
        HostPath report = work.resolve(file + ".json");
        Findings findings = counting(tools.compare(source, written, report, console));
        reports.write(new SarifReport(source.name(), source.location(), tools.scanner(), findings), report);
        return new Done(sbom, scan(source, findings, seconds(start)));
    }

    private Sbom sbom(SbomSource source, HostPath written, Console console) throws InterruptedException {
        try {
            int packages =
                    SpdxDocument.of(host.call(new ReadReport(written), console)).packages();
            if (packages == 0 && !request.allowEmpty()) {
                throw failure(
                        source,
                        tools.generator() + " found no package in it",
                        "Scan where the lock files are (such as package-lock.json, poetry.lock or go.mod), or allow it"
                                + " by allowEmpty");
            }
            String path = reports.sbom(source.name(), SbomFormat.SPDX).value();
            return new Sbom(source.name(), source.location(), tools.generator(), packages, path);
        } catch (UnusableReportException e) {
            throw failure(source, "that of " + tools.generator() + " cannot be used: " + e.getMessage(), "");
        }
    }

    private static OperationFailedException failure(SbomSource source, String reason, String remedy) {
        return new OperationFailedException("write the bill of materials of " + source.location(), reason, remedy);
    }

    private Findings counting(Findings all) {
        return new Findings(counting(all.found()), counting(all.hidden()));
    }

    private List<Finding> counting(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity().compareTo(request.cutoff()) >= 0)
                .toList();
    }

    private ImageScan scan(SbomSource source, Findings findings, double seconds) {
        return new ImageScan(
                source.name(),
                source.location(),
                source.digest(),
                findings.found().isEmpty(),
                "",
                ImageScan.counted(findings.found()),
                findings.found(),
                findings.hidden().size(),
                reports.sarif(source.name()).value(),
                reports.json(source.name()).value(),
                seconds,
                0,
                findings.hidden());
    }

    private static double seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    /** What was done for a component. */
    record Done(Sbom sbom, ImageScan scan) implements Serializable {}
}
