package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.boot.ManifestSource;
import io.jenkins.plugins.stagedflow.boot.Mirror;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Boots and readies on a real Docker Engine, registry, compose and kubectl; k3s is the stand-in. */
public class StackReadyIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    @Rule
    public final Mirror mirror = new Mirror();

    private final RecordingConsole console = new RecordingConsole();

    @After
    public void takeDown() throws Exception {
        STACK.down();
    }

    @Test
    public void shouldBootAndMakeTheStackReady() throws Exception {
        STACK.write("config.test.toml", "level = 'test'\n");
        BootHandle boot = new K3sBoot(STACK.host(), console, Timing.system())
                .run(STACK.bootRequest().build());

        // Another process: nothing but the state directory leads from one to the other.
        StackReadyResult ready = new StackReady(STACK.host(), console, Timing.system())
                .run(request()
                        .namespace("sample")
                        .files(Map.of("config.test.toml", "config.toml"))
                        .backgroundServices(List.of("certs"))
                        .build());

        assertThat(boot.jobs()).extracting("key").containsExactly("compose-pull", "k3s-install");
        assertThat(boot.reused()).isFalse();
        assertThat(ready.services())
                .extracting(ServiceState::service, ServiceState::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("certs", "exited"),
                        org.assertj.core.groups.Tuple.tuple("infra", "running"),
                        org.assertj.core.groups.Tuple.tuple("web", "running"));
        assertThat(ready.health()).extracting(ProbeResult::status).containsExactly(200);
        assertThat(ready.seconds())
                .containsOnlyKeys(
                        "cluster", "background", "backgroundServices", "manifests", "compose", "health", "total");
        assertThat(ready.apiHostProblem()).isEmpty();
        assertThat(file("config.toml")).hasContent("level = 'test'\n");
        assertThat(Path.of(ready.kubeconfig()))
                .content()
                .contains("server: https://host.docker.internal:" + STACK.apiPort())
                .doesNotContain("127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(ready.kubeconfig()))))
                .isEqualTo("rw-------");
        assertThat(file("state/docker")).doesNotExist();
    }

    @Test
    public void shouldApplyTheManifestsThatTheBootHasFetched() throws Exception {
        String map =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fetched-%s}\ndata: {a: b}\n".formatted(STACK.name());
        ManifestSource source = ManifestSource.of(mirror.text("/map.yaml", map), Checksum.of(map));
        BootHandle boot = new K3sBoot(STACK.host(), console, Timing.system())
                .run(STACK.bootRequest().manifests(List.of(source)).build());

        StackReadyResult ready = new StackReady(STACK.host(), console, Timing.system())
                .run(request().namespace("fetched").build());

        assertThat(ready.manifests()).containsExactly(boot.manifests().get(0).path());
        assertThat(STACK.host()
                        .run(
                                Command.of("kubectl", "--kubeconfig", boot.kubeconfig(), "-n", "fetched")
                                        .arguments("get", "configmap", "fetched-" + STACK.name(), "-o", "name")
                                        .captured()
                                        .build(),
                                Console.silent())
                        .output())
                .isEqualTo("configmap/fetched-" + STACK.name() + "\n");
    }

    @Test
    public void shouldNotApplyAFetchedManifestThatSomebodyHasChangedSince() throws Exception {
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: changed}\n";
        ManifestSource source = ManifestSource.of(mirror.text("/changed.yaml", map), Checksum.of(map));
        BootHandle boot = new K3sBoot(STACK.host(), console, Timing.system())
                .run(STACK.bootRequest().manifests(List.of(source)).build());
        Files.writeString(Path.of(boot.manifests().get(0).path()), map + "# more\n");

        assertThatThrownBy(() -> ready(request().build()))
                .hasMessageContaining("and not " + Checksum.of(map) + ", so it was not applied");
    }

    @Test
    public void shouldEndInTheSameStateWhenRunAgain() throws Exception {
        boot();
        new StackReady(STACK.host(), console, Timing.system())
                .run(request().namespace("sample").build());
        String before = STACK.docker("ps", "-q", "--filter", "label=com.docker.compose.project=" + STACK.name());

        new StackReady(STACK.host(), console, Timing.system())
                .run(request().namespace("sample").build());
        boot();
        new StackReady(STACK.host(), console, Timing.system())
                .run(request().namespace("sample").build());

        assertThat(STACK.docker("ps", "-q", "--filter", "label=com.docker.compose.project=" + STACK.name()))
                .isEqualTo(before);
    }

    @Test
    public void shouldFailFastWithTheEndOfTheLogWhenThePullFailed() throws Exception {
        new K3sBoot(STACK.host(Map.of("STAGED_FLOW_STANDIN_READY_SECONDS", "60")), console, Timing.system())
                .run(STACK.bootRequest()
                        .compose(STACK.project("no-such-tag", "compose.yaml"))
                        .build());
        Instant start = Instant.now();

        assertThatThrownBy(() -> ready(request().build()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("background job compose-pull")
                .hasMessageContaining("exited with status")
                .hasMessageContaining("no-such-tag")
                .hasMessageContaining("state/jobs/compose-pull/output");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(file("state/docker")).doesNotExist();
    }

    @Test
    public void shouldSayThatTheNodeDidNotBecomeReady() throws Exception {
        new K3sBoot(STACK.host(Map.of("STAGED_FLOW_STANDIN_READY_SECONDS", "60")), console, Timing.system())
                .run(STACK.bootRequest().compose(null).infraServices(List.of()).build());

        assertThatThrownBy(
                        () -> ready(request().nodeTimeout(Duration.ofSeconds(2)).build()))
                .hasMessageContaining("wait for the node of k3s")
                .hasMessageContaining("is not ready")
                .hasMessageContaining("after 2 s");
    }

    @Test
    public void shouldBringTheStackUpWhileTheNodeIsAwaited() throws Exception {
        new K3sBoot(STACK.host(Map.of("STAGED_FLOW_STANDIN_READY_SECONDS", "15")), console, Timing.system())
                .run(STACK.bootRequest().build());

        ready(request().health(List.of(HealthProbe.of("web", STACK.url("/")))).build());

        assertThat(console.text())
                .containsSubsequence("certs", "web is healthy", "The cluster is ready")
                .containsOnlyOnce("The background job compose-pull is done");
    }

    @Test
    public void shouldCollectTheLogsOfEveryServiceWhenHealthDoesNotCome() throws Exception {
        boot();

        assertThatThrownBy(() -> ready(request()
                        .health(List.of(
                                HealthProbe.of("web", STACK.url("/missing")).within(Duration.ofSeconds(3)),
                                HealthProbe.of("other", "http://127.0.0.1:1/").within(Duration.ofSeconds(2))))
                        .logsOnFailure("logs")
                        .build()))
                .hasMessageContaining("web at " + STACK.url("/missing") + " did not answer with status 200 within 3 s")
                .hasMessageContaining("status 404")
                .hasMessageContaining("other at http://127.0.0.1:1/");

        assertThat(file("logs/all-services.log")).content().contains("certificates are made");
        assertThat(file("logs/certs.log")).content().containsPattern("\\d{4}-\\d\\d-\\d\\dT.* certificates are made");
        assertThat(file("logs/web.log")).exists();
        assertThat(file("logs/infra.log")).exists();
        assertThat(file("logs/compose-ps.txt")).content().contains("web");
        assertThat(file("logs/cluster-events.txt")).exists().isNotEmptyFile();
        assertThat(console.text()).contains("certs", "exited with status 0");
    }

    @Test
    public void shouldEndTheWaitWhenAContainerExitsWithAnError() throws Exception {
        STACK.write("broken.yaml", """
                services:
                  broken:
                    image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                    command: [sh, -c, "echo the database is gone; exit 1"]
                """);
        boot();
        Instant start = Instant.now();

        assertThatThrownBy(() -> ready(StackReadyRequest.builder(STACK.project("v1", "compose.yaml", "broken.yaml"))
                        .stateDirectory("state")
                        .health(List.of(HealthProbe.of("web", STACK.url("/missing"))))
                        .build()))
                .hasMessageContaining("broken exited with status 1")
                .hasMessageContaining("the database is gone");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    public void shouldShowTheProbeOfASelfSignedServerOnlyWithAnyCertificate() throws Exception {
        boot();
        String api = "https://127.0.0.1:" + STACK.apiPort() + "/version";

        assertThatThrownBy(() -> ready(request()
                        .health(List.of(HealthProbe.of("api", api).within(Duration.ofSeconds(2))))
                        .build()))
                .hasMessageContaining("api at " + api)
                .hasMessageContaining("certification path");

        int status = new ProbeTask(java.net.URI.create(api), true, Duration.ofSeconds(5))
                .run(Console.silent())
                .status();
        assertThat(status).isBetween(200, 499);
    }

    @Test
    public void shouldRefuseWhatIsMissingBeforeAnythingStarts() throws Exception {
        assertThatThrownBy(() -> ready(
                        request().files(Map.of("no-such.toml", "config.toml")).build()))
                .hasMessageContaining("files: '" + STACK.directory().resolve("no-such.toml") + "'");
        assertThatThrownBy(() -> ready(request().build()))
                .hasMessageContaining("Could not find what was booted")
                .hasMessageContaining("Run the boot first");
        boot();
        assertThatThrownBy(() ->
                        ready(request().backgroundServices(List.of("nobody")).build()))
                .hasMessageContaining("backgroundServices: 'nobody'")
                .hasMessageContaining("certs, infra, web");
    }

    @Test
    public void shouldTakeEverythingDownAndDoSoTwice() throws Exception {
        boot();
        ready(request().build());

        StackDownResult down = takeDown(console);
        StackDownResult again = takeDown(console);

        assertThat(down.containers()).hasSize(3);
        assertThat(down.jobs()).containsExactly("compose-pull", "k3s-install");
        assertThat(down.k3sUninstalled()).isTrue();
        assertThat(again.containers()).isEmpty();
        assertThat(again.jobs()).isEmpty();
        assertThat(again.k3sUninstalled()).isFalse();
        assertThat(file("state")).doesNotExist();
        assertThat(file("bin/k3s")).doesNotExist();
        assertThat(STACK.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + STACK.name()))
                .isBlank();
    }

    @Test
    public void shouldKeepThePasswordOutOfArgumentsLogsAndFilesThatStay() throws Exception {
        String password = STACK.services().contentOf("READER_PASSWORD_FILE");
        String encoded = STACK.reader().basic().reveal();
        Set<String> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread sampler = new Thread(() -> sample(seen, done, password, encoded));
        sampler.start();

        boot();
        ready(request().logsOnFailure("logs").build());
        done.set(true);
        sampler.join();

        assertThat(seen).isEmpty();
        assertThat(console.text()).doesNotContain(password).doesNotContain(encoded);
        try (var files = Files.walk(STACK.directory())) {
            assertThat(files.filter(Files::isRegularFile).map(StackReadyIT::read))
                    .noneMatch(text -> text.contains(password) || text.contains(encoded));
        }
    }

    private void boot() throws InterruptedException {
        new K3sBoot(STACK.host(), console, Timing.system())
                .run(STACK.bootRequest().build());
    }

    private StackReadyResult ready(StackReadyRequest request) throws InterruptedException {
        return new StackReady(STACK.host(), console, Timing.system()).run(request);
    }

    private static StackReadyRequest.Builder request() {
        return StackReadyRequest.builder(STACK.project())
                .stateDirectory("state")
                .health(List.of(HealthProbe.of("web", STACK.url("/")).within(Duration.ofSeconds(30))));
    }

    private static StackDownResult takeDown(Console console) throws InterruptedException {
        return new StackDown(STACK.host(), console, Timing.system())
                .run(StackDownRequest.of("state").with(STACK.project()).withK3s());
    }

    private static Path file(String name) {
        return STACK.directory().resolve(name);
    }

    private static void sample(Set<String> seen, AtomicBoolean done, String... secrets) {
        while (!done.get()) {
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    String commandLine = read(process.resolve("cmdline"));
                    for (String secret : secrets) {
                        if (commandLine.contains(secret)) {
                            seen.add(commandLine);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
