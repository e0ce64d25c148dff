package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.report.ScanPages;
import io.jenkins.plugins.stagedflow.scan.ScanRequest;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.TrivyScan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow scan}: the step {@code trivyScan}. */
@Command(
        name = "scan",
        description =
                "Scans images with Trivy at once and fails on what it finds. An image that could not be scanned is a"
                        + " failure too, never \"nothing found\".",
        footer = {
            "",
            "Example:",
            "  staged-flow scan --pushed push.json --severity CRITICAL,HIGH --output reports \\",
            "    --registry ghcr.io --username me --password-from env:GHCR_TOKEN"
        })
final class ScanCommand extends StepCommand<ScanResult> {
    @Mixin
    private LoginOptions login;

    @Mixin
    private GateOptions gate;

    @Option(names = "--registry", paramLabel = "HOST", defaultValue = "", description = "Registry the login is for.")
    private String registry;

    @CheckForNull
    @Option(
            names = "--pushed",
            paramLabel = "FILE",
            description = "Scan the images of this result of 'push --json', by their digests.")
    private Path pushed;

    @Option(
            names = "--severity",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "CRITICAL,HIGH",
            description = "Severities that count (${DEFAULT-VALUE}).")
    private List<String> severity;

    @Option(
            names = "--scanners",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "vuln",
            description = "What to look for: vuln, secret, misconfig, license (${DEFAULT-VALUE}).")
    private List<String> scanners;

    @Option(
            names = "--ignore-unfixed",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Leave out vulnerabilities that no version mends (the default).")
    private boolean ignoreUnfixed;

    @Option(names = "--ignore-file", paramLabel = "FILE", defaultValue = "", description = "Findings to ignore.")
    private String ignoreFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Time limit an image (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Mixin
    private TrivyOptions trivy;

    @Option(
            names = "--vex",
            split = ",",
            paramLabel = "FILE",
            description = "OpenVEX, CycloneDX or CSAF documents that say which vulnerabilities do no harm.")
    private List<String> vex = List.of();

    @Option(
            names = "--sbom",
            split = ",",
            paramLabel = "FORMAT",
            description = "Write a bill of materials of each image too: spdx, cyclonedx or both.")
    private List<String> sboms = List.of();

    @Option(
            names = "--fail-on-findings",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Fail when something is found (the default).")
    private boolean failOnFindings;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "trivy-reports",
            description = "Directory for the SARIF and JSON reports (${DEFAULT-VALUE}).")
    private String output;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Write the page about all images to FILE; _scan.html in the directory of the reports if left"
                    + " out.")
    private String report;

    @Option(
            names = "--max-parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Scans at once (${DEFAULT-VALUE}).")
    private int maxParallel;

    @Option(names = "--low-priority", description = "Let Trivy give way to what else the machine has to do.")
    private boolean lowPriority;

    @Parameters(
            paramLabel = "[NAME=]REFERENCE",
            arity = "0..*",
            description = "Images to scan; each is called by the last part of its repository unless a NAME is given.")
    private List<String> images = List.of();

    @Override
    ScanResult run(Machine machine) throws InterruptedException {
        ScanRequest request = request(machine);
        ScanPages pages = ScanPages.of(machine.host(), machine.console(), output, report);
        return new TrivyScan(machine.host(), machine.console(), machine.timing(), pages).scan(request);
    }

    @Override
    String text(ScanResult result) {
        return result.images().stream()
                .map(image -> "%-20s %s".formatted(image.name(), image.summary()))
                .collect(Collectors.joining("\n"));
    }

    private ScanRequest request(Machine machine) {
        return ScanRequest.builder()
                .images(images(machine))
                .login(registry, login.login(machine.directory()))
                .severity(severity)
                .scanners(scanners)
                .ignoreUnfixed(ignoreUnfixed)
                .ignoreFile(ignoreFile)
                .timeout(timeout)
                .program(trivy.program())
                .databases(trivy.databases())
                .vex(vex)
                .sboms(sboms)
                .failOnFindings(failOnFindings)
                .gate(gate.gate())
                .outputDirectory(output)
                .maxParallel(maxParallel)
                .lowPriority(lowPriority)
                .build();
    }

    private Map<String, String> images(Machine machine) {
        if (pushed != null && !images.isEmpty()) {
            throw new InvalidRequestException("images", images, "either --pushed or images by name, not both");
        }
        return pushed == null
                ? named()
                : EarlierResult.read("pushed", machine.directory().resolve(pushed))
                        .references();
    }

    private Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        for (String image : images) {
            int equals = image.indexOf('=');
            String reference = image.substring(equals + 1);
            String name = equals < 0
                    ? ImageReference.parse("images", reference).repository().name()
                    : image.substring(0, equals);
            if (named.put(name, reference) != null) {
                throw new InvalidRequestException("images", name, "each one only once");
            }
        }
        return named;
    }
}
