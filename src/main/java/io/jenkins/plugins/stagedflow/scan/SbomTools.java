package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What writes bills of materials on a host and what compares them: Syft and Grype where they are, else Trivy. */
final class SbomTools implements AutoCloseable {
    private static final Duration TO_UPDATE = Duration.ofMinutes(15);
    private static final String NO_UPDATE = "GRYPE_DB_AUTO_UPDATE";

    private final Host host;
    private final SbomScanRequest request;
    private final HostPath work;
    private final Optional<AnchoreProgram> syft;
    private final Optional<AnchoreProgram> grype;
    private final Optional<Trivy> trivy;
    private final Optional<Databases> databases;
    private final Instant began;
    private final Set<DatabaseInfo> ofGrype = ConcurrentHashMap.newKeySet();

    private SbomTools(
            Host host,
            SbomScanRequest request,
            HostPath work,
            Optional<AnchoreProgram> syft,
            Optional<AnchoreProgram> grype,
            Optional<Trivy> trivy,
            Optional<Databases> databases,
            Timing timing) {
        began = timing.clock().instant();
        this.host = host;
        this.request = request;
        this.work = work;
        this.syft = syft;
        this.grype = grype;
        this.trivy = trivy;
        this.databases = databases;
    }

    /**
     * Finds the tools and brings the database of the one that compares.
     *
     * @throws OperationFailedException if a tool or a database that is needed cannot be had
     */
    static SbomTools prepare(
            Host host,
            Timing timing,
            SbomScanRequest request,
            HostPath work,
            Optional<HostPath> dockerConfig,
            Console console)
            throws InterruptedException {
        Optional<AnchoreProgram> syft =
                wanted(host, AnchoreProgram.SYFT, request.generator(), "generator", work, dockerConfig);
        Optional<AnchoreProgram> grype =
                wanted(host, AnchoreProgram.GRYPE, request.scanner(), "scanner", work, dockerConfig);
        if (syft.isPresent() && grype.isPresent()) {
            return new SbomTools(host, request, work, syft, grype, Optional.empty(), Optional.empty(), timing)
                    .updated(console);
        }
        ScanCache cache = ScanCache.of(host, request.databases().cacheDirectory());
        Trivy found = Trivy.find(host, request.program(), cache, work, console);
        Trivy trivy = dockerConfig.map(found::withLogin).orElse(found);
        Databases databases = new Databases(host, timing, trivy, cache, request.databases());
        SbomTools tools =
                new SbomTools(host, request, work, syft, grype, Optional.of(trivy), Optional.of(databases), timing);
        try {
            return tools.updated(console);
        } catch (OperationFailedException | InterruptedException e) {
            tools.close();
            throw e;
        }
    }

    /** Returns what compares, and its version. */
    String scanner() {
        return grype.map(AnchoreProgram::title).orElse(trivyTitle());
    }

    /** Returns what writes the bills of materials, and its version. */
    String generator() {
        return syft.map(AnchoreProgram::title).orElse(trivyTitle());
    }

    /** Returns what was compared with. */
    List<DatabaseInfo> databases() {
        return grype.isPresent()
                ? List.copyOf(ofGrype)
                : databases.map(Databases::used).orElse(List.of());
    }

    /** Writes the bill of materials of a component to a file. */
    void write(SbomSource source, HostPath file, Console console) throws InterruptedException {
        CommandResult written = host.run(syft.isPresent() ? syft(source, file) : trivy(source, file), console);
        if (ImageCommand.wantsJavaDatabase(written) && databases.isPresent()) {
            databases.get().bring(DatabaseKind.JAVA, console);
            written = host.run(trivy(source, file), console);
        }
        require(written, file, "write the bill of materials of " + source.location());
    }

    /** Compares a bill of materials; returns what was found. */
    Findings compare(SbomSource source, HostPath sbom, HostPath report, Console console) throws InterruptedException {
        String action = "scan the bill of materials of " + source.location();
        CommandResult compared = host.run(grype.isPresent() ? grype(sbom, report) : trivy(sbom, report), console);
        require(compared, report, action);
        try {
            String json = host.call(new ReadReport(report), console);
            return grype.isPresent()
                    ? findings(GrypeReport.of(json))
                    : TrivyReport.of(json).findings();
        } catch (UnusableReportException e) {
            throw new OperationFailedException(
                    action, "the report of " + scanner() + " cannot be used: " + e.getMessage(), "");
        }
    }

    private Findings findings(GrypeReport report) {
        report.database(began).ifPresent(ofGrype::add);
        return report.findings();
    }

    @Override
    public void close() {
        databases.ifPresent(Databases::close);
    }

    private static Optional<AnchoreProgram> wanted(
            Host host, String name, String wish, String field, HostPath work, Optional<HostPath> dockerConfig)
            throws InterruptedException {
        if (wish.equals("trivy")) {
            return Optional.empty();
        }
        Optional<AnchoreProgram> found = AnchoreProgram.find(host, name, work, dockerConfig);
        if (wish.equals(name) && found.isEmpty()) {
            throw new OperationFailedException(
                    "use " + name,
                    "there is none on the PATH of the host",
                    "Install it, or let " + field + " be auto or trivy");
        }
        return found;
    }

    // Once for all: several at a time would fetch it several times.
    private SbomTools updated(Console console) throws InterruptedException {
        if (grype.isEmpty()) {
            databases.orElseThrow().bring(DatabaseKind.VULNERABILITY, console);
        } else if (!"false".equals(host.environment().get(NO_UPDATE))) {
            Command update =
                    grype.get().command("db", "update").timeLimit(TO_UPDATE).build();
            host.run(update, console.named("database"))
                    .orFail(
                            "update the database of Grype",
                            "Check the network of the host, set GRYPE_DB_UPDATE_URL to a mirror, or let scanner be"
                                    + " trivy");
        }
        return this;
    }

    // Not --quiet: it keeps the reason of a failure to itself.
    private Command syft(SbomSource source, HostPath file) {
        String scheme = source.isImage() ? "registry:" : "dir:";
        return syft.orElseThrow()
                .command("scan", scheme + source.location(), "--output", "spdx-json=" + file.value())
                .timeLimit(request.timeout())
                .build();
    }

    private Command trivy(SbomSource source, HostPath file) {
        Command.Builder command = source.isImage()
                ? quiet("image").arguments("--image-src", "remote", "--skip-java-db-update")
                : quiet("fs");
        return command.arguments("--format", "spdx-json", "--output", file.value(), source.location())
                .timeLimit(request.timeout())
                .build();
    }

    private Command grype(HostPath sbom, HostPath report) {
        return grype.orElseThrow()
                .command("sbom:" + sbom.value(), "--output", "json", "--file", report.value())
                .environment(NO_UPDATE, "false")
                .timeLimit(request.timeout())
                .build();
    }

    private Command trivy(HostPath sbom, HostPath report) {
        return quiet("sbom")
                .arguments("--format", "json", "--show-suppressed", "--exit-code", "0")
                .arguments("--skip-db-update", "--skip-java-db-update")
                .arguments("--output", report.value(), sbom.value())
                .timeLimit(request.timeout())
                .build();
    }

    private Command.Builder quiet(String subcommand) {
        return trivy.orElseThrow()
                .command(subcommand)
                .arguments("--cache-dir", databases.orElseThrow().cache().value(), "--cache-backend", "memory")
                .arguments("--timeout", request.timeout().toSeconds() + "s")
                .arguments("--no-progress", "--skip-version-check", "--disable-telemetry");
    }

    private void require(CommandResult ended, HostPath file, String action) {
        String remedy = "Look at its lines above; nothing is known about the component until that ends well";
        if (ended.exitCode() == CommandResult.TIMED_OUT) {
            throw new OperationFailedException(
                    action, "it did not end within " + request.timeout().toSeconds() + " s", remedy);
        }
        ended.orFail(action, remedy);
        if (!host.files().exists(file) || host.files().size(file) == 0) {
            throw new OperationFailedException(action, "it ended well but wrote nothing", remedy);
        }
    }

    private String trivyTitle() {
        return "Trivy " + request.program().version();
    }
}
