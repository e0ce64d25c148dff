package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes bills of materials of directories and images, and tells which of the packages in them are vulnerable. */
public final class SbomScan {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation for a host. */
    public SbomScan(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Works on all components to the end. For each there are an SPDX document, a JSON and a SARIF report then.
     *
     * @return what was found, a component; findings fail only if the request says so
     * @throws InvalidRequestException if a directory does not exist; nothing was touched
     * @throws FindingsException if everything was scanned, something was found, and the request lets findings fail
     * @throws OperationFailedException if a component could not be scanned; names each such one, and keeps the
     *     {@link SbomScanResult}
     */
    public SbomScanResult scan(SbomScanRequest request) throws InterruptedException {
        request.directories().values().forEach(this::requireDirectory);
        Instant start = timing.clock().instant();
        HostPath work = host.files().createTemporaryDirectory("staged-flow-scan-");
        Console masked = console.masking(request.login().secrets());
        Optional<DockerConfig> login = request.login().isAnonymous()
                ? Optional.empty()
                : Optional.of(DockerConfig.temporary(host, request.registry(), request.login()));
        try (SbomTools tools =
                SbomTools.prepare(host, timing, request, work, login.map(DockerConfig::directory), masked)) {
            masked.line("Bills of materials by " + tools.generator() + ", compared by " + tools.scanner());
            return gated(request, all(request, tools, work, start, masked));
        } finally {
            login.ifPresent(DockerConfig::close);
            host.files().delete(work);
        }
    }

    private SbomScanResult all(SbomScanRequest request, SbomTools tools, HostPath work, Instant start, Console masked)
            throws InterruptedException {
        ScanReports reports = new ScanReports(host, host.directory().resolve(request.outputDirectory()));
        SbomWork worker = new SbomWork(host, request, tools, reports, work);
        Map<String, ParallelWork.Work<SbomWork.Done>> pieces = new LinkedHashMap<>();
        request.directories().forEach((name, path) -> {
            SbomSource source =
                    new SbomSource(name, false, host.directory().resolve(path).value(), "");
            reports.clear(name);
            pieces.put(name, () -> worker.on(source, masked.named(name)));
        });
        request.images().forEach((name, image) -> {
            reports.clear(name);
            pieces.put(name, () -> worker.on(pinned(name, image, request, masked), masked.named(name)));
        });
        Map<String, Outcome<SbomWork.Done>> outcomes = ParallelWork.run(pieces, request.maxParallel());
        SbomScanResult result = new SbomScanResult(
                outcomes.entrySet().stream()
                        .map(entry -> image(entry.getKey(), request, entry.getValue()))
                        .toList(),
                outcomes.values().stream()
                        .flatMap(outcome -> outcome.value().stream())
                        .map(SbomWork.Done::sbom)
                        .toList(),
                tools.scanner(),
                tools.databases(),
                secondsSince(start));
        result.images().forEach(image -> masked.named(image.name()).line(image.summary()));
        return result;
    }

    private SbomSource pinned(String name, ImageReference image, SbomScanRequest request, Console masked)
            throws InterruptedException {
        ImageReference pinned = image.isDigest()
                ? image
                : image.repository()
                        .at(host.call(new LayerLookup(image, request.login()), masked.named(name))
                                .digest());
        return new SbomSource(name, true, pinned.toString(), pinned.identifier());
    }

    private static ImageScan image(String name, SbomScanRequest request, Outcome<SbomWork.Done> outcome) {
        String location = request.directories().containsKey(name)
                ? request.directories().get(name)
                : String.valueOf(request.images().get(name));
        return outcome.value()
                .map(SbomWork.Done::scan)
                .orElseGet(() -> ImageScan.failed(
                        name,
                        location,
                        outcome.failure().map(Throwable::getMessage).orElse("no outcome")));
    }

    private static SbomScanResult gated(SbomScanRequest request, SbomScanResult result) {
        String errors = reasons(result, image -> !image.error().isEmpty());
        if (!errors.isEmpty()) {
            throw new OperationFailedException("scan the bills of materials", errors, "", null, result);
        }
        String findings = reasons(result, image -> !image.passed());
        if (request.failOnFindings() && !findings.isEmpty()) {
            throw new FindingsException(
                    findings, "Mend what was found (reports are in " + request.outputDirectory() + ")", result);
        }
        return result;
    }

    private static String reasons(SbomScanResult result, java.util.function.Predicate<ImageScan> which) {
        return result.images().stream()
                .filter(which)
                .map(image -> image.name() + ": " + image.summary())
                .collect(Collectors.joining("; "));
    }

    private void requireDirectory(String path) {
        if (!host.files().exists(host.directory().resolve(path))) {
            throw new InvalidRequestException("directories", path, "a directory that exists on the host");
        }
    }

    private double secondsSince(Instant start) {
        return Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
    }
}
