package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Faults of Trivy that the real one cannot be brought to show, played by a script of its name. */
public class TrivyScanTest {
    @ClassRule
    public static final EmptyRegistry REGISTRY = new EmptyRegistry();

    private static final String IMAGE = REGISTRY.name() + "/demo/app@sha256:" + "a".repeat(64);
    private static final String GOOD = """
            {"SchemaVersion":2,"ArtifactName":"%1$s","Metadata":{"RepoDigests":["%1$s"]},"Results":[
             {"Target":"app","Vulnerabilities":[
              {"VulnerabilityID":"CVE-1","PkgName":"zlib","InstalledVersion":"1","FixedVersion":"2","Severity":"HIGH"},
              {"VulnerabilityID":"CVE-2","PkgName":"zlib","InstalledVersion":"1","Severity":"CRITICAL"},
              {"VulnerabilityID":"CVE-3","PkgName":"zlib","InstalledVersion":"1","FixedVersion":"2","Severity":"LOW"}
             ]}]}""".formatted(IMAGE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private LocalHost host;
    private Path workspace;

    @Before
    public void createHost() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", folder.newFolder("bin") + ":" + System.getenv("PATH"));
        environment.put("XDG_CACHE_HOME", folder.newFolder("cache").toString());
        environment.put("TRIVY_SKIP_FILES", "**");
        host = new LocalHost(workspace, environment);
    }

    @Test
    public void shouldCountWhatTheRequestAsksFor() throws Exception {
        trivyWrites(GOOD);

        OperationFailedException failure = failure(request());

        assertThat(failure).hasMessageContaining("app: 1 HIGH.");
        assertThat(((ScanResult) failure.partialResult().orElseThrow())
                        .images()
                        .get(0)
                        .findings())
                .extracting(Finding::summary)
                .containsExactly("HIGH CVE-1 (zlib 1 in app, fixed in 2)");
    }

    @Test
    public void shouldCountVulnerabilitiesWithoutAFixWhenAsked() throws Exception {
        trivyWrites(GOOD);

        assertThat(failure(request().ignoreUnfixed(false))).hasMessageContaining("app: 1 CRITICAL, 1 HIGH.");
    }

    @Test
    public void shouldNotTakeAnEmptyReportForACleanImage() throws Exception {
        trivyWrites("");

        assertThat(failure(request()))
                .hasMessageContaining("app: could not be scanned")
                .hasMessageContaining("empty");
    }

    @Test
    public void shouldNotTakeATruncatedReportForACleanImage() throws Exception {
        trivyWrites(GOOD.substring(0, GOOD.length() / 2));

        assertThat(failure(request()))
                .hasMessageContaining("app: could not be scanned")
                .hasMessageContaining("JSON");
    }

    @Test
    public void shouldNotTakeAReportAboutAnotherImage() throws Exception {
        trivyWrites(GOOD.replace("demo/app", "demo/other"));

        assertThat(failure(request())).hasMessageContaining("it is about '" + REGISTRY.name() + "/demo/other@");
    }

    @Test
    public void shouldNotTakeAReportAboutAnotherDigest() throws Exception {
        trivyWrites(GOOD.replace("[\"" + IMAGE, "[\"" + IMAGE.replace('a', 'b')));

        assertThat(failure(request())).hasMessageContaining("does not name the digest");
    }

    @Test
    public void shouldNotPassWithoutAReport() throws Exception {
        trivy("exit 0");

        assertThat(failure(request())).hasMessageContaining("wrote no report");
    }

    @Test
    public void shouldNotPassWhenTrivyFailsAfterWritingAReport() throws Exception {
        trivy("echo '" + GOOD + "' >\"$output\"; echo no space left >&2; exit 3");

        assertThat(failure(request())).hasMessageContaining("Trivy exited with status 3 (no space left)");
    }

    @Test
    public void shouldSayThatTrivyWasKilled() throws Exception {
        trivy("echo scanning >&2; kill -9 $$");

        assertThat(failure(request()))
                .hasMessageContaining("app: could not be scanned")
                .hasMessageContaining("Trivy was killed (status 137), as by hand or for want of memory (scanning)");
    }

    @Test
    public void shouldNotPassAFindingOfAnUnknownSeverity() throws Exception {
        trivyWrites(GOOD.replace("LOW", "HORRIBLE"));

        assertThat(failure(request())).hasMessageContaining("a finding of the severity 'HORRIBLE'");
    }

    @Test
    public void shouldKeepTheTimeLimitOfAnImage() throws Exception {
        trivy("sleep 30");

        assertThat(failure(request().timeout(Duration.ofSeconds(1))))
                .hasMessageContaining("Trivy did not end within 1 s");
    }

    @Test
    public void shouldRemoveTheReportsOfAnEarlierScan() throws Exception {
        Files.createDirectories(workspace.resolve("trivy-reports"));
        Path stale = Files.writeString(workspace.resolve("trivy-reports/app.sarif"), "{}");
        trivy("exit 1");

        failure(request());

        assertThat(stale).doesNotExist();
    }

    @Test
    public void shouldNotLetVariablesNarrowTheScan() throws Exception {
        trivy("[ -z \"$TRIVY_SKIP_FILES\" ] && echo 'skips nothing' >&2; exit 1");

        assertThat(failure(request())).hasMessageContaining("(skips nothing)");
    }

    @Test
    public void shouldFetchTheJavaDatabaseOnceAndOnlyWhenAnImageNeedsIt() throws Exception {
        trivy("if [ ! -f \"$cache/java-db/trivy-java.db\" ]; then\n"
                + "echo \"error: '--skip-java-db-update' cannot be specified on the first run\" >&2; exit 1; fi\n"
                + "echo '" + GOOD.replace("HIGH", "LOW") + "' >\"$output\"");

        ScanResult result = scan(request());

        assertThat(result.passed()).isTrue();
        assertThat(workspace.resolve("fetched")).hasContent("vulnerability\njava\n");
    }

    @Test
    public void shouldNotUseAnEmptyDatabase() throws Exception {
        trivyWrites(GOOD);
        Files.writeString(workspace.resolve("fetches"), ": >\"$cache/db/trivy.db\"");

        assertThatThrownBy(() -> scan(request()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("trivy.db is missing or empty");
    }

    @Test
    public void shouldNameTheMissingProgram() {
        LocalHost bare = new LocalHost(workspace, Map.of("PATH", "/nowhere"));

        assertThatThrownBy(() -> new TrivyScan(bare, console, Timing.system())
                        .scan(request().build()))
                .hasMessageContaining("use Trivy 0.68.2")
                .hasMessageContaining("trivySha256")
                .hasMessageContaining("no such program")
                .hasMessageContaining("releases/tag/v0.68.2");
    }

    @Test
    public void shouldRefuseAVexDocumentThatDoesNotExist() throws Exception {
        trivyWrites(GOOD);

        assertThatThrownBy(() -> scan(request().vex(List.of("no-such-file"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("vex: 'no-such-file'");
    }

    @Test
    public void shouldRefuseAnIgnoreFileThatDoesNotExist() throws Exception {
        trivyWrites(GOOD);

        assertThatThrownBy(() -> scan(request().ignoreFile("no-such-file")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("ignoreFile: 'no-such-file'");
    }

    private static ScanRequest.Builder request() {
        return ScanRequest.builder()
                .image("app", IMAGE)
                .databases(DatabaseOptions.usual().keptIn("cache"));
    }

    private ScanResult scan(ScanRequest.Builder request) throws InterruptedException {
        return new TrivyScan(host, console, Timing.system()).scan(request.build());
    }

    private OperationFailedException failure(ScanRequest.Builder request) {
        return catchThrowableOfType(OperationFailedException.class, () -> scan(request));
    }

    private void trivyWrites(String report) throws Exception {
        trivy("printf '%s' '" + report + "' >\"$output\"");
    }

    private void trivy(String scan) throws Exception {
        StandInTrivy.write(folder.getRoot().toPath().resolve("bin/trivy"), workspace, scan);
    }
}
