package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.StallingProxy;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The real Trivy when something goes wrong around it: what was not scanned never passes. */
public class ScanFaultsIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final RecordingConsole console = new RecordingConsole();
    private final String registry = services.get("REGISTRY");
    private final String path = "/faults-" + UUID.randomUUID().toString().substring(0, 8) + "/";
    private LocalHost host;
    private Path workspace;

    @Before
    public void createWorkspace() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        host = services.host(workspace);
    }

    @Test
    public void shouldFetchTheDatabaseFromAMirrorThatIsBusyAtFirst() throws Exception {
        String mirror = TestDatabaseRepository.push(services, path.substring(1) + "trivy-db", Instant.now());
        alpine().push(registry + path + "alpine:1");
        try (StallingProxy proxy = new StallingProxy(registry)) {
            proxy.holdRequest(request -> request.contains("/manifests/2")).let(429);

            OperationFailedException failure =
                    failure(vulnerabilities(kept().from(List.of(proxy.address() + "/" + mirror)))
                            .login(proxy.address(), login())
                            .image("alpine", proxy.address() + path + "alpine:1"));

            assertThat(failure).hasMessageContaining("alpine: 1 CRITICAL.");
            assertThat(console.text())
                    .contains("429")
                    .contains("The vulnerability database could not be fetched yet, trying again in ")
                    .contains("vulnerability database of ");
        }
    }

    @Test
    public void shouldNotTakeATruncatedDatabaseFromAMirror() throws Exception {
        String mirror = TestDatabaseRepository.pushTruncated(services, path.substring(1) + "trivy-db", Instant.now());

        assertThat(failure(vulnerabilities(kept().from(List.of(registry + "/" + mirror)))
                        .image("any", registry + path + "any:1")))
                .hasMessageContaining("use Trivy's vulnerability database")
                .hasMessageContaining("trivy.db: it is cut off");
        assertThat(workspace.resolve("cache/db")).doesNotExist();
    }

    @Test
    public void shouldScanWithoutANetworkToAnyDatabase() throws Exception {
        TestDatabase.write(workspace.resolve("offline"), Instant.now().minus(Duration.ofDays(1)));
        alpine().push(registry + path + "alpine:1");

        assertThat(failure(vulnerabilities(kept().in("offline")).image("alpine", registry + path + "alpine:1")))
                .hasMessageContaining("alpine: 1 CRITICAL.");
        assertThat(console.text()).contains("24 hours old, from " + workspace.resolve("offline"));
    }

    @Test
    public void shouldSayThatTrivyWasKilledWhileItScanned() throws Exception {
        alpine().push(registry + path + "alpine:1");
        String digest = alpine().push(registry + path + "other:1");
        Path pid = workspace.resolve("pid");
        host = with("echo $$ >'" + pid + "'; exec \"$real\" \"$@\"");
        try (StallingProxy proxy = new StallingProxy(registry)) {
            StallingProxy.Hold blob = proxy.holdAnswer(request -> request.contains("/blobs/"));
            CompletableFuture<OperationFailedException> scan = CompletableFuture.supplyAsync(() -> failure(secrets()
                    .login(proxy.address(), login())
                    .image("alpine", proxy.address() + path + "alpine:1")
                    .maxParallel(1)));
            assertThat(blob.awaitReached(60)).isTrue();

            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow()
                    .destroyForcibly();

            assertThat(scan.get())
                    .hasMessageContaining("alpine: could not be scanned")
                    .hasMessageContaining("Trivy was killed (status 137)");
        }
        assertThat(digest).startsWith("sha256:");
    }

    @Test
    public void shouldNotPassWhenTheDiskIsFull() throws Exception {
        alpine().push(registry + path + "alpine:1");
        host = with("for last; do :; done; if [ \"$1\" = image ]; then exec \"$real\" image --image-src remote"
                + " --scanners secret --cache-backend memory --format json --output /dev/full \"$last\"; fi;"
                + " exec \"$real\" \"$@\"");

        assertThat(failure(secrets().image("alpine", registry + path + "alpine:1")))
                .hasMessageContaining("alpine: could not be scanned")
                .hasMessageContaining("no space left on device");
    }

    @Test
    public void shouldKeepTheTimeLimitOfEachImage() throws Exception {
        alpine().push(registry + path + "alpine:1");
        try (StallingProxy proxy = new StallingProxy(registry)) {
            proxy.holdAnswer(request -> request.contains("/blobs/"));

            OperationFailedException failure = failure(secrets()
                    .login(proxy.address(), login())
                    .timeout(Duration.ofSeconds(4))
                    .image("slow", proxy.address() + path + "alpine:1")
                    .image("quick", registry + path + "alpine:1"));

            assertThat(failure)
                    .hasMessageContaining("slow: could not be scanned")
                    .hasMessageContaining("4 s");
        }
    }

    @Test
    public void shouldWriteBillsOfMaterialsOfAnImage() throws Exception {
        alpine().push(registry + path + "alpine:1");

        scan(secrets().sboms(List.of("spdx", "cyclonedx")).image("team/alpine", registry + path + "alpine:1"));

        JsonNode spdx = json("trivy-reports/team~alpine.spdx.json");
        assertThat(spdx.path("spdxVersion").asText()).isEqualTo("SPDX-2.3");
        assertThat(spdx.path("packages").findValuesAsText("name")).contains("zlib");
        JsonNode cyclonedx = json("trivy-reports/team~alpine.cdx.json");
        assertThat(cyclonedx.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(cyclonedx.path("components").findValuesAsText("name")).contains("zlib");
    }

    @Test
    public void shouldLeaveOutWhatAVexDocumentSaysDoesNoHarm() throws Exception {
        TestDatabase.write(workspace.resolve("offline"), Instant.now());
        alpine().push(registry + path + "alpine:1");
        Files.writeString(workspace.resolve("alpine.vex.json"), """
                {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex/1","author":"test",
                 "timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[
                 {"vulnerability":{"name":"CVE-2099-0001"},"status":"not_affected",
                  "justification":"vulnerable_code_not_in_execute_path",
                  "products":[{"@id":"pkg:apk/alpine/zlib"}]}]}""");

        ScanResult result = scan(vulnerabilities(kept().in("offline"))
                .vex(List.of("alpine.vex.json"))
                .image("alpine", registry + path + "alpine:1"));

        assertThat(result.passed()).isTrue();
        assertThat(result.images().get(0).ignored()).isEqualTo(1);
    }

    @Test
    public void shouldInstallTheRealTrivyFromAMirror() throws Exception {
        alpine().push(registry + path + "alpine:1");
        try (TrivyMirror mirror = new TrivyMirror(services, folder.newFolder().toPath())) {
            Map<String, String> bare = new HashMap<>(System.getenv());
            bare.put("PATH", "/usr/bin:/bin");
            host = new LocalHost(workspace, bare);

            ScanResult result = scan(secrets().program(mirror.program()).image("alpine", registry + path + "alpine:1"));

            assertThat(result.passed()).isTrue();
            assertThat(console.text()).contains("Installing Trivy 0.68.2 from http://127.0.0.1:");
        }
    }

    // The real Trivy behind a script of its name.
    private LocalHost with(String script) throws Exception {
        String real = services.get("PATH_ADDITION").split(":")[0] + "/trivy";
        Path program = folder.newFolder().toPath().resolve("trivy");
        Files.writeString(
                program,
                "#!/bin/sh\nreal='" + real + "'\ncase $1 in --version) exec \"$real\" \"$@\";; esac\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = new HashMap<>(host.environment());
        environment.put("PATH", program.getParent() + ":" + environment.get("PATH"));
        return new LocalHost(workspace, environment);
    }

    private TestImage alpine() throws Exception {
        return new TestImage(services, folder.newFolder().toPath())
                .file("etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.19.1\n")
                .file("etc/alpine-release", "3.19.1\n")
                .file("lib/apk/db/installed", "P:zlib\nV:1.2.3-r0\nA:x86_64\no:zlib\nL:Zlib\n\n");
    }

    private JsonNode json(String name) throws Exception {
        return new ObjectMapper().readTree(Files.readString(workspace.resolve(name)));
    }

    private static DatabaseOptions kept() {
        return DatabaseOptions.usual().keptIn("cache");
    }

    private RegistryLogin login() {
        return new RegistryLogin(services.get("PUSHER_USER"), services.secret("PUSHER_PASSWORD_FILE"));
    }

    private ScanRequest.Builder vulnerabilities(DatabaseOptions databases) {
        return ScanRequest.builder().login(registry, login()).databases(databases);
    }

    private ScanRequest.Builder secrets() {
        return vulnerabilities(kept()).scanners(List.of("secret"));
    }

    private ScanResult scan(ScanRequest.Builder request) throws InterruptedException {
        return new TrivyScan(host, console, Timing.system()).scan(request.build());
    }

    private OperationFailedException failure(ScanRequest.Builder request) {
        return catchThrowableOfType(OperationFailedException.class, () -> scan(request));
    }
}
