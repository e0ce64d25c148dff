package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Bills of materials of directories and images by the real Trivy. */
public class SbomScanIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final RecordingConsole console = new RecordingConsole();
    private LocalHost host;
    private Path workspace;

    @Before
    public void createWorkspace() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        host = services.host(workspace);
        TestDatabase.write(workspace.resolve("offline"), Instant.now());
        Files.createDirectories(workspace.resolve("frontend"));
        Files.writeString(workspace.resolve("frontend/package-lock.json"), """
                {"name":"frontend","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
                 "":{"name":"frontend","version":"1.0.0","dependencies":{"wide-pad":"^2.0.0"}},
                 "node_modules/wide-pad":{"version":"2.0.1","dependencies":{"left-pad":"^1.3.0"}},
                 "node_modules/left-pad":{"version":"1.3.0"}}}""");
    }

    @Test
    public void shouldListDirectAndTransitiveDependenciesAndReportWhatIsKnownAboutThem() throws Exception {
        SbomScanResult result = scan(request().directory("frontend", "frontend"));

        assertThat(result.passed()).isFalse();
        assertThat(result.images().get(0).findings())
                .extracting(Finding::id, Finding::packageName, Finding::installedVersion, Finding::fixedVersion)
                .containsExactly(tuple("CVE-2099-0003", "left-pad", "1.3.0", "9.9.9"));
        Sbom sbom = result.sboms().get(0);
        assertThat(sbom.generator()).isEqualTo("Trivy 0.68.2");
        assertThat(sbom.packages()).isEqualTo(2);
        JsonNode spdx = json(Path.of(sbom.path()));
        assertThat(spdx.path("packages").findValuesAsText("name")).contains("wide-pad", "left-pad");
        assertThat(spdx.path("relationships").findValuesAsText("relationshipType"))
                .contains("DEPENDS_ON");
        assertThat(result.databases()).extracting(DatabaseInfo::name).containsExactly("vulnerability");
        assertThat(json(workspace.resolve("sbom-reports/frontend.sarif"))
                        .at("/runs/0/results/0/ruleId")
                        .asText())
                .isEqualTo("CVE-2099-0003");
        assertThat(workspace.resolve("sbom-reports/frontend.json")).exists();
    }

    @Test
    public void shouldFailOnFindingsWhenAskedTo() {
        OperationFailedException failure =
                failure(request().directory("frontend", "frontend").failOnFindings(true));

        assertThat(failure)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("frontend: 1 HIGH")
                .hasMessageContaining("reports are in sbom-reports");
    }

    @Test
    public void shouldCountFromTheCutoffOn() throws Exception {
        assertThat(scan(request().directory("frontend", "frontend").cutoff("critical"))
                        .passed())
                .isTrue();
    }

    @Test
    public void shouldListThePackagesOfAnImageByItsDigest() throws Exception {
        String reference = services.get("REGISTRY") + "/sbom-"
                + UUID.randomUUID().toString().substring(0, 8) + "/alpine";
        String digest = new TestImage(services, folder.newFolder().toPath())
                .file("etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.19.1\n")
                .file("etc/alpine-release", "3.19.1\n")
                .file("lib/apk/db/installed", "P:zlib\nV:1.2.3-r0\nA:x86_64\no:zlib\nL:Zlib\n\n")
                .push(reference + ":1");

        SbomScanResult result = scan(request()
                .images(Map.of("alpine", reference + ":1"))
                .login(
                        services.get("REGISTRY"),
                        new RegistryLogin(services.get("PUSHER_USER"), services.secret("PUSHER_PASSWORD_FILE"))));

        assertThat(result.images().get(0).digest()).isEqualTo(digest);
        assertThat(result.images().get(0).findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("CVE-2099-0001", "CVE-2099-0002");
        assertThat(result.sboms().get(0).source()).isEqualTo(reference + "@" + digest);
        assertThat(result.sboms().get(0).packages()).isEqualTo(1);
    }

    @Test
    public void shouldNotPassADirectoryWithoutAnyLockFile() throws Exception {
        Files.createDirectories(workspace.resolve("empty"));

        OperationFailedException failure =
                failure(request().directory("empty", "empty").directory("frontend", "frontend"));

        assertThat(failure)
                .hasMessageContaining("empty: could not be scanned")
                .hasMessageContaining("found no package in it")
                .hasMessageContaining("package-lock.json");
        assertThat(((SbomScanResult) failure.partialResult().orElseThrow()).images())
                .extracting(ImageScan::name, scan -> scan.error().isEmpty())
                .containsExactly(tuple("empty", false), tuple("frontend", true));
        assertThat(scan(request().directory("empty", "empty").allowEmpty(true)).passed())
                .isTrue();
    }

    @Test
    public void shouldUseSyftAndGrypeOnlyWhereTheyAreWanted() {
        Map<String, String> bare = new java.util.HashMap<>(host.environment());
        bare.put("PATH", services.get("PATH_ADDITION") + ":/usr/bin:/bin");
        host = new LocalHost(workspace, bare);

        assertThat(failure(request().directory("frontend", "frontend").generator("syft")))
                .hasMessageContaining("use syft")
                .hasMessageContaining("none on the PATH of the host");
    }

    private JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    // Syft and Grype of the machine, if it has them, would make other documents.
    private static SbomScanRequest.Builder request() {
        return SbomScanRequest.builder()
                .generator("trivy")
                .scanner("trivy")
                .databases(DatabaseOptions.usual().keptIn("cache").in("offline"));
    }

    private SbomScanResult scan(SbomScanRequest.Builder request) throws InterruptedException {
        return new SbomScan(host, console, Timing.system()).scan(request.build());
    }

    private OperationFailedException failure(SbomScanRequest.Builder request) {
        return catchThrowableOfType(OperationFailedException.class, () -> scan(request));
    }
}
