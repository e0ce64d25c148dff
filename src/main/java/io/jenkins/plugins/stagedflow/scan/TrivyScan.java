package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.StartedWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Scans several images with Trivy at once and gates on what was found. */
public final class TrivyScan {
    private static final int FINDINGS_SHOWN = 10;

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final Consumer<ScanResult> pages;

    /** Creates the operation for a host. */
    public TrivyScan(Host host, Console console, Timing timing) {
        this(host, console, timing, result -> {});
    }

    /** Creates the operation for a host; the pages are shown the result before the verdict, whatever that is. */
    public TrivyScan(Host host, Console console, Timing timing, Consumer<ScanResult> pages) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.pages = pages;
    }

    /**
     * Scans all images to the end, writes a JSON and a SARIF report for each, and the result of all as {@code _scan.json}.
     *
     * @return what was found, an image
     * @throws InvalidRequestException if a file that the request names does not exist or is not what it should be;
     *     nothing was touched
     * @throws FindingsException if all images were scanned, the gate does not let one through, and the request lets
     *     findings fail; names each such image, and keeps the {@link ScanResult}
     * @throws OperationFailedException if an image could not be scanned; as above
     */
    public ScanResult scan(ScanRequest request) throws InterruptedException {
        requireFiles(request);
        Instant start = timing.clock().instant();
        Judge judge = new Judge(
                request,
                new EarlierFiles(host, request.gate()).read(),
                start.truncatedTo(ChronoUnit.SECONDS).toString());
        HostPath work = host.files().createTemporaryDirectory("staged-flow-scan-");
        Console masked = console.masking(request.login().secrets());
        try {
            ScanResult result = scanned(judge, work, start, masked);
            result.images().forEach(image -> show(image, masked));
            warnOfAllIgnored(request, result, masked);
            reports(request).write(result);
            pages.accept(result);
            return gated(request, result);
        } finally {
            host.files().delete(work);
        }
    }

    private static ScanResult result(
            Judge judge, List<ImageScan> images, double seconds, List<DatabaseInfo> databases) {
        String version = judge.request().program().version();
        return new ScanResult(
                version,
                images,
                seconds,
                "Trivy " + version,
                judge.now(),
                ScanPolicy.of(judge.request()),
                judge.earlier().trend(),
                databases);
    }

    private ScanReports reports(ScanRequest request) {
        return new ScanReports(host, host.directory().resolve(request.outputDirectory()));
    }

    private ScanResult scanned(Judge judge, HostPath work, Instant start, Console masked) throws InterruptedException {
        ScanRequest request = judge.request();
        ScanReports reports = reports(request);
        reports.clear();
        request.images().keySet().forEach(reports::clear);
        ScanCache cache = ScanCache.of(host, request.databases().cacheDirectory());
        // Neither needs the other, but whether there are a Trivy and a database is told before anything about an image.
        try (StartedWork<ImageLayers> lookups = ParallelScans.lookups(host, request, masked)) {
            Trivy trivy = Trivy.find(host, request.program(), cache, work, masked);
            return scanned(judge, trivy, cache, lookups, start, masked);
        }
    }

    private ScanResult scanned(
            Judge judge, Trivy trivy, ScanCache cache, StartedWork<ImageLayers> lookups, Instant start, Console masked)
            throws InterruptedException {
        ScanRequest request = judge.request();
        Optional<DockerConfig> login = login(request);
        Trivy loggedIn =
                login.map(config -> trivy.withLogin(config.directory())).orElse(trivy);
        try (Databases databases = new Databases(host, timing, loggedIn, cache, request.databases())) {
            if (request.scanners().contains(Scanner.VULN)) {
                databases.bring(DatabaseKind.VULNERABILITY, masked);
            }
            ImageScanner scanner = new ImageScanner(host, loggedIn, databases, reports(request), request, judge);
            List<ImageScan> images =
                    new ParallelScans(host, request, scanner, databases.cache()).all(lookups.outcomes(), masked);
            return result(judge, images, secondsSince(start), databases.used());
        } finally {
            login.ifPresent(DockerConfig::close);
        }
    }

    // What belongs to the login's registry is asked for with it; without one the user's own logins serve.
    private Optional<DockerConfig> login(ScanRequest request) {
        return request.login().isAnonymous()
                ? Optional.empty()
                : Optional.of(DockerConfig.temporary(host, request.registry(), request.login()));
    }

    private void requireFiles(ScanRequest request) {
        if (!request.ignoreFile().isEmpty()) {
            requireFile("ignoreFile", request.ignoreFile());
        }
        request.vex().forEach(file -> requireFile("vex", file));
    }

    private void requireFile(String field, String file) {
        if (!host.files().exists(host.directory().resolve(file))) {
            throw new InvalidRequestException(field, file, "a file that exists on the host");
        }
    }

    private static void show(ImageScan image, Console console) {
        Console named = console.named(image.name());
        named.line(image.summary() + (image.ignored() == 0 ? "" : " (" + image.ignored() + " ignored)"));
        image.findings().stream().limit(FINDINGS_SHOWN).forEach(finding -> named.line("  " + finding.summary()));
        int more = image.findings().size() - FINDINGS_SHOWN;
        if (more > 0) {
            named.line("  and " + more + " more in " + image.json());
        }
    }

    // A pattern that hides everything is seldom meant, and looks like a clean image where only the verdict is read.
    private static void warnOfAllIgnored(ScanRequest request, ScanResult result, Console console) {
        if (result.isAllIgnored()) {
            List<String> files = new ArrayList<>(request.vex());
            files.add(0, request.ignoreFile());
            files.removeIf(String::isEmpty);
            console.line("Nothing is left to judge: all that was found (" + result.ignored() + ") is ignored by "
                    + String.join(", ", files) + ". Look into it if that was not meant");
        }
    }

    private static ScanResult gated(ScanRequest request, ScanResult result) {
        List<ImageScan> failed = result.images().stream()
                .filter(image -> !image.error().isEmpty() || request.failOnFindings() && !image.passed())
                .toList();
        if (!failed.isEmpty()) {
            String reasons = failed.stream()
                    .map(image -> image.name() + ": " + image.summary())
                    .collect(Collectors.joining("; "));
            throw failure(reasons, failed, request, result);
        }
        return result;
    }

    private static OperationFailedException failure(
            String reasons, List<ImageScan> failed, ScanRequest request, ScanResult result) {
        if (failed.stream().anyMatch(image -> !image.error().isEmpty())) {
            return new OperationFailedException("pass the scan", reasons, "", null, result);
        }
        return new FindingsException(
                reasons,
                "Mend what was found (reports are in " + request.outputDirectory()
                        + "), or list it in an ignoreFile with the reason why it does no harm",
                result);
    }

    private double secondsSince(Instant start) {
        return Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
    }
}
