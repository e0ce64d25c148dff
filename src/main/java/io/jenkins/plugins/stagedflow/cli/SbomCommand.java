package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.SbomScan;
import io.jenkins.plugins.stagedflow.scan.SbomScanRequest;
import io.jenkins.plugins.stagedflow.scan.SbomScanResult;
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

/** {@code staged-flow sbom}: the step {@code sbomScan}. */
@Command(
        name = "sbom",
        description = "Writes the bill of materials of directories and images as SPDX (by Syft where it is on the PATH,"
                + " else by Trivy) and tells which packages in them are vulnerable (by Grype, else by Trivy). What is"
                + " found is reported and fails nothing unless --fail-on-findings asks for it; what could not be scanned"
                + " always fails.",
        footer = {"", "Example:", "  staged-flow sbom backend frontend --cutoff HIGH --output sbom-reports"})
final class SbomCommand extends StepCommand<SbomScanResult> {
    @Mixin
    private LoginOptions login;

    @Option(names = "--registry", paramLabel = "HOST", defaultValue = "", description = "Registry the login is for.")
    private String registry;

    @Option(
            names = "--image",
            split = ",",
            paramLabel = "[NAME=]REFERENCE",
            description = "Image to work on; called by the last part of its repository unless a NAME is given.")
    private List<String> images = List.of();

    @CheckForNull
    @Option(
            names = "--pushed",
            paramLabel = "FILE",
            description = "Work on the images of this result of 'push --json', by their digests.")
    private Path pushed;

    @Option(
            names = "--cutoff",
            paramLabel = "SEVERITY",
            defaultValue = "HIGH",
            description = "Mildest severity that counts (${DEFAULT-VALUE}).")
    private String cutoff;

    @Option(
            names = "--generator",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What writes the bills of materials: syft, trivy or auto (${DEFAULT-VALUE}).")
    private String generator;

    @Option(
            names = "--scanner",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What compares them: grype, trivy or auto (${DEFAULT-VALUE}).")
    private String scanner;

    @Option(names = "--fail-on-findings", description = "Fail when something is found.")
    private boolean failOnFindings;

    @Option(names = "--allow-empty", description = "A bill of materials without a package is fine.")
    private boolean allowEmpty;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Time limit of each program for one component (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Mixin
    private TrivyOptions trivy;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "sbom-reports",
            description = "Directory for the SPDX, JSON and SARIF files (${DEFAULT-VALUE}).")
    private String output;

    @Option(
            names = "--max-parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Components at once (${DEFAULT-VALUE}).")
    private int maxParallel;

    @Parameters(
            paramLabel = "[NAME=]DIRECTORY",
            arity = "0..*",
            description = "Directories with lock files; each is called by its last part unless a NAME is given.")
    private List<String> directories = List.of();

    @Override
    SbomScanResult run(Machine machine) throws InterruptedException {
        SbomScanRequest request = SbomScanRequest.builder()
                .directories(directories(machine))
                .images(images(machine))
                .login(registry, login.login(machine.directory()))
                .cutoff(cutoff)
                .generator(generator)
                .scanner(scanner)
                .failOnFindings(failOnFindings)
                .allowEmpty(allowEmpty)
                .timeout(timeout)
                .program(trivy.program())
                .databases(trivy.databases())
                .outputDirectory(output)
                .maxParallel(maxParallel)
                .build();
        return new SbomScan(machine.host(), machine.console(), machine.timing()).scan(request);
    }

    @Override
    String text(SbomScanResult result) {
        Map<String, Integer> packages = new LinkedHashMap<>();
        result.sboms().forEach(sbom -> packages.put(sbom.name(), sbom.packages()));
        return result.images().stream()
                .map(image -> line(image, packages.getOrDefault(image.name(), 0)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(ImageScan image, int packages) {
        return "%-20s %5d packages  %s".formatted(image.name(), packages, image.summary());
    }

    private Map<String, String> directories(Machine machine) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String directory : directories) {
            int equals = directory.indexOf('=');
            String path = directory.substring(equals + 1);
            String name = equals < 0
                    ? String.valueOf(
                            machine.directory().resolve(path).normalize().getFileName())
                    : directory.substring(0, equals);
            put(named, "directories", name, path);
        }
        return named;
    }

    private Map<String, String> images(Machine machine) {
        Map<String, String> named = new LinkedHashMap<>();
        if (pushed != null) {
            named.putAll(EarlierResult.read("pushed", machine.directory().resolve(pushed))
                    .references());
        }
        for (String image : images) {
            int equals = image.indexOf('=');
            String reference = image.substring(equals + 1);
            String name = equals < 0
                    ? ImageReference.parse("image", reference).repository().name()
                    : image.substring(0, equals);
            put(named, "image", name, reference);
        }
        return named;
    }

    private static void put(Map<String, String> named, String field, String name, String value) {
        if (named.put(name, value) != null) {
            throw new InvalidRequestException(field, name, "each one only once");
        }
    }
}
