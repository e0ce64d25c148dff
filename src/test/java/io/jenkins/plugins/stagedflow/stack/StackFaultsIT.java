package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.compose.ServiceState;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** What goes wrong around a stack, on a real Docker Engine, compose and kubectl; k3s, booted once, is the stand-in. */
public class StackFaultsIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private static final String SERVICE = """
            services:
              %s:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                stop_signal: SIGKILL
            """;
    private static final HealthProbe NEVER =
            HealthProbe.of("web", "http://127.0.0.1:1/").within(Duration.ofSeconds(40));

    private final RecordingConsole console = new RecordingConsole();

    @BeforeClass
    public static void boot() throws Exception {
        new K3sBoot(STACK.host(), new RecordingConsole(), Timing.system())
                .run(STACK.bootRequest().build());
    }

    @Before
    @After
    public void removeContainers() throws Exception {
        STACK.removeContainers();
    }

    @Test
    public void shouldFailSoonAfterAJobWhateverElseIsWaitedFor() throws Exception {
        BootedState state = BootedState.of(STACK, "failing-job", file("no-such-k3s.yaml"));
        state.job("long", "sleep 30");
        Job job = state.job("pull", "echo manifest unknown; sleep 2; exit 7");

        OperationFailedException failure =
                failure(request("compose.yaml").stateDirectory(state.name()).build());

        Duration late = Duration.between(
                Files.getLastModifiedTime(Path.of(job.log().parent() + "/status"))
                        .toInstant(),
                Instant.now());
        System.out.println("the failure of a background job was told " + late.toMillis() + " ms after its exit");
        assertThat(late).isLessThan(Duration.ofSeconds(5));
        assertThat(failure)
                .hasMessageContaining("background job pull")
                .hasMessageContaining("exited with status 7")
                .hasMessageContaining("manifest unknown");
        assertThat(reached(failure).seconds().get("background")).isBetween(1.0, 10.0);
        takeDown(state);
    }

    @Test
    public void shouldWaitForAServerThatAnswersLate() throws Exception {
        int port = freePort();
        BootedState state = BootedState.of(STACK, "late-api", kubeconfig("late.yaml", port));
        try (Forwarder forwarder = new Forwarder(port, STACK.apiPort(), Duration.ofSeconds(3))) {
            StackReadyResult ready =
                    ready(request("compose.yaml").stateDirectory(state.name()).build());

            assertThat(forwarder.isOpen()).isTrue();
            assertThat(ready.seconds().get("cluster")).isBetween(2.0, 20.0);
            assertThat(Path.of(ready.kubeconfig())).content().contains("host.docker.internal:" + port);
        }
    }

    @Test
    public void shouldTellTheLastWordsOfAServerThatNeverAnswers() throws Exception {
        BootedState state = BootedState.of(STACK, "no-api", kubeconfig("none.yaml", freePort()));

        OperationFailedException failure = failure(request("compose.yaml")
                .stateDirectory(state.name())
                .nodeTimeout(Duration.ofSeconds(2))
                .build());

        assertThat(failure)
                .hasMessageContaining("wait for the API server of k3s")
                .hasMessageContaining("was refused")
                .hasMessageContaining("after 2 s");
        assertThat(reached(failure).kubeconfig()).isEmpty();
    }

    @Test
    public void shouldSayWhenTheCertificateIsForOtherNamesAndLetOthersReadTheFileWhenAsked() throws Exception {
        STACK.write("idle.yaml", SERVICE.formatted("idle") + "    command: [sleep, '60']\n");

        StackReadyResult ready = ready(request("idle.yaml")
                .health(List.of())
                .apiHost("api.nowhere.example")
                .kubeconfig("other/kubeconfig.yaml")
                .kubeconfigMode("0644")
                .build());

        assertThat(ready.apiHostProblem())
                .contains("host.docker.internal, ", "not for api.nowhere.example", "--tls-san api.nowhere.example");
        assertThat(console.text()).contains("Warning: " + ready.apiHostProblem());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("other/kubeconfig.yaml"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    public void shouldLeaveTheOldKubeconfigAloneWhenTheDiskIsFull() throws Exception {
        Path small = Files.createDirectories(file("small"));
        run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString());
        try {
            Files.writeString(small.resolve("kubeconfig.yaml"), "old: true\n");
            run("sh", "-c", "cat /dev/zero >" + small.resolve("rest") + " 2>/dev/null || true");

            assertThat(failure(request("compose.yaml")
                            .kubeconfig("small/kubeconfig.yaml")
                            .build()))
                    .hasMessageContaining("write " + small.resolve("kubeconfig.yaml"))
                    .hasMessageContaining("No space left");

            assertThat(small.resolve("kubeconfig.yaml")).hasContent("old: true\n");
            assertThat(small.toFile().list()).containsExactlyInAnyOrder("kubeconfig.yaml", "rest");
        } finally {
            run("umount", small.toString());
        }
    }

    @Test
    public void shouldEndTheWaitWhenAnInfrastructureServiceDies() throws Exception {
        STACK.write("dies.yaml", """
                services:
                  infra:
                    command: [sh, -c, "sleep 2; echo lost the disk; exit 9"]
                  web:
                    healthcheck: {test: [CMD, /bin/busybox, "false"], interval: 60s}
                """);

        OperationFailedException failure = failure(
                request("compose.yaml", "dies.yaml").health(List.of(NEVER)).build());

        assertThat(failure).hasMessageContaining("infra exited with status 9 (lost the disk)");
        assertThat(console.text())
                .containsPattern("\\[infra\\] \\S+Z lost the disk")
                .containsPattern("certs +exited with status 0")
                .containsPattern("web +is running and starting")
                .doesNotContainPattern("\\[certs\\] .*certificates");
        assertThat(reached(failure).services())
                .extracting(ServiceState::service)
                .containsExactly("certs", "infra", "web");
        assertThat(reached(failure).seconds()).containsKeys("cluster", "compose", "health", "total");
    }

    @Test
    public void shouldEndTheWaitWhenAServiceRestartsInALoop() throws Exception {
        STACK.write(
                "loop.yaml",
                SERVICE.formatted("loop")
                        + "    restart: always\n    command: [sh, -c, 'echo no configuration; exit 2']\n");

        assertThat(failure(request("loop.yaml").health(List.of(NEVER)).build()))
                .hasMessageContaining("loop restarts in a loop: it is ")
                .hasMessageContaining("no configuration");
    }

    @Test
    public void shouldLetAServiceRecoverFromACrash() throws Exception {
        STACK.write(
                "recovers.yaml",
                SERVICE.formatted("web")
                        + "    restart: on-failure\n    ports: ['127.0.0.1:${WEB_PORT}:8080']\n    command: [sh, -c, 'if [ -e"
                        + " /www/x ]; then exec httpd -f -p 8080 -h /www; fi; echo >/www/x; exit 1']\n");

        StackReadyResult ready = ready(request("recovers.yaml").build());

        assertThat(ready.services()).extracting(ServiceState::restarts).containsExactly(1);
    }

    @Test
    public void shouldSayThatAServiceWasKilledForLackOfMemory() throws Exception {
        STACK.write(
                "greedy.yaml",
                SERVICE.formatted("greedy")
                        + "    mem_limit: 8m\n    memswap_limit: 8m\n    command: [tail, -c, '100000000', /dev/zero]\n");

        assertThat(failure(request("greedy.yaml").health(List.of(NEVER)).build()))
                .hasMessageContaining("greedy ")
                // Not every engine notes it in time.
                .hasMessageMatching("(?s).*(was killed|status 137 \\(killed, perhaps) for lack of memory.*");
    }

    @Test
    public void shouldSayThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            STACK.write(
                    "port.yaml",
                    SERVICE.formatted("web")
                            + "    ports: ['127.0.0.1:%d:8080']\n    command: [sleep, '60']\n"
                                    .formatted(taken.getLocalPort()));

            assertThat(failure(request("port.yaml").health(List.of(NEVER)).build()))
                    .hasMessageContaining("web")
                    .hasMessageContaining("address already in use")
                    .hasMessageContaining(":" + taken.getLocalPort());
        }
    }

    @Test
    public void shouldShowTheHealthCheckOfAServiceThatIsNotHealthy() throws Exception {
        STACK.write(
                "ill.yaml",
                SERVICE.formatted("ill")
                        + """
                    command: [sh, -c, "echo I started; sleep 60"]
                    healthcheck: {test: [CMD, /bin/busybox, echo, "no database"], interval: 1s}
                """.replace("echo, \"no database\"", "sh, -c, \"echo no database; exit 1\"")
                                .replace("interval: 1s", "interval: 1s, retries: 1"));

        failure(request("ill.yaml")
                .health(List.of(HealthProbe.of("ill", "http://127.0.0.1:1/").within(Duration.ofSeconds(4))))
                .build());

        assertThat(console.text())
                .containsPattern("ill +is running and unhealthy")
                .containsPattern("\\[ill\\] \\S+Z I started")
                .contains("[ill] (last health check) no database");
    }

    @Test
    public void shouldFindAtOnceThatTheCertificatesFailed() throws Exception {
        STACK.write("no-certs.yaml", "services: {certs: {command: [sh, -c, 'echo no key; exit 3']}}\n");

        assertThat(failure(request("compose.yaml", "no-certs.yaml")
                        .backgroundServices(List.of("certs"))
                        .build()))
                .hasMessageContaining("wait for the background services: certs exited with status 3 (no key)");
    }

    @Test
    public void shouldRunTheCertificatesOnceAndBeforeTheOthers() throws Exception {
        STACK.write(
                "slow-certs.yaml",
                "services: {certs: {command: [sh, -c, 'echo made; sleep 2']}, web: {depends_on: [certs]}}\n");

        StackReadyResult ready = ready(request("compose.yaml", "slow-certs.yaml")
                .backgroundServices(List.of("certs"))
                .build());

        String certs = ready.services().get(0).container();
        String web = ready.services().get(2).startedAt();
        assertThat(STACK.docker("logs", certs)).isEqualTo("made\n");
        assertThat(STACK.docker("inspect", "-f", "{{.State.FinishedAt}}", certs).strip())
                .isLessThan(web);
    }

    @Test
    public void shouldApplyManifestsWhoseSumIsRight() throws Exception {
        String yaml =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made-%s}\ndata: {a: b}\n".formatted(STACK.name());
        STACK.write("map.yaml", yaml);
        STACK.write("idle.yaml", SERVICE.formatted("idle") + "    command: [sleep, '60']\n");

        StackReadyResult ready = ready(request("idle.yaml")
                .health(List.of())
                .namespace("manifests")
                .manifests(List.of(new LocalManifest("map.yaml", Checksum.of(yaml))))
                .build());

        assertThat(ready.manifests()).containsExactly(file("map.yaml").toString());
        assertThat(kubectl("get", "configmap", "made-" + STACK.name(), "-n", "manifests"))
                .isZero();
        assertThat(failure(request("idle.yaml")
                        .manifests(List.of(new LocalManifest("map.yaml", "a".repeat(64))))
                        .build()))
                .hasMessageContaining(Checksum.of(yaml) + " and not " + "a".repeat(64) + ", so it was not applied");
    }

    @Test
    public void shouldCollectLogsThatAreLimitedAndMasked() throws Exception {
        STACK.write(
                "chatty.yaml",
                SERVICE.formatted("chatty")
                        + "    command: [sh, -c, 'i=0; while [ $$i -lt 500 ]; do echo line $$i; i=$$((i + 1)); done; sleep 1; echo"
                        + " password hunter2-of-the-user >&2; sleep 60']\n");
        ready(request("compose.yaml", "chatty.yaml").build());
        Thread.sleep(1_500);

        CollectStackLogsResult logs = new CollectStackLogs(STACK.host(), console, Timing.system())
                .run(CollectStackLogsRequest.builder(STACK.project("v1", "compose.yaml", "chatty.yaml"))
                        .stateDirectory("state")
                        .output("collected")
                        .mostBytes(4096)
                        .secrets(List.of(io.jenkins.plugins.stagedflow.host.Secret.of("hunter2-of-the-user")))
                        .build());

        assertThat(logs.problems()).isEmpty();
        assertThat(logs.files())
                .extracting(CollectedFile::name)
                .containsExactlyInAnyOrder(
                        "certs.log",
                        "chatty.log",
                        "infra.log",
                        "web.log",
                        "all-services.log",
                        "compose-ps.txt",
                        "cluster-events.txt",
                        "cluster-pods.txt",
                        "cluster-nodes.txt",
                        "job-compose-pull.log",
                        "job-k3s-install.log");
        assertThat(file("collected/chatty.log"))
                .content()
                .startsWith("(cut: what came before the last 4096 bytes is left out)")
                .contains("line 499", "password ****")
                .doesNotContain("hunter2", "line 1\n");
        assertThat(Files.size(file("collected/chatty.log"))).isLessThan(5000);
        assertThat(file("collected/all-services.log"))
                .content()
                .contains("certs  | certificates are made", "chatty | line 499")
                .doesNotContain("hunter2");
        assertThat(file("collected/cluster-nodes.txt")).content().contains("Name:", "NodeReady");
    }

    @Test
    public void shouldTakeDownTheFilesItMadeAndNotThoseOfOthers() throws Exception {
        BootedState state = BootedState.of(STACK, "files", file("k3s.yaml"));
        STACK.write("config.test.toml", "level = 'test'\n");
        STACK.write("theirs.toml", "level = 'theirs'\n");
        STACK.write("idle.yaml", SERVICE.formatted("idle") + "    command: [sleep, '60']\n");
        ready(request("idle.yaml")
                .stateDirectory(state.name())
                .health(List.of())
                .kubeconfig("made.yaml")
                .files(Map.of("config.test.toml", "made.toml"))
                .build());
        ready(request("idle.yaml")
                .stateDirectory(state.name())
                .health(List.of())
                .kubeconfig("made.yaml")
                .files(Map.of("config.test.toml", "theirs.toml"))
                .build());

        assertThat(takeDown(state).files())
                .containsExactlyInAnyOrder(
                        file("made.toml").toString(), file("made.yaml").toString());

        assertThat(file("made.yaml")).doesNotExist();
        assertThat(file("theirs.toml")).hasContent("level = 'test'\n");
        assertThat(file("files")).doesNotExist();
        assertThat(takeDown(state).files()).isEmpty();
    }

    private StackReadyRequest.Builder request(String... files) {
        return StackReadyRequest.builder(STACK.project("v1", files))
                .stateDirectory("state")
                .health(List.of(HealthProbe.of("web", STACK.url("/")).within(Duration.ofSeconds(30))));
    }

    private StackReadyResult ready(StackReadyRequest request) throws InterruptedException {
        return new StackReady(STACK.host(), console, Timing.system()).run(request);
    }

    private OperationFailedException failure(StackReadyRequest request) {
        OperationFailedException failure = catchThrowableOfType(OperationFailedException.class, () -> ready(request));
        assertThat(failure).isNotNull();
        System.out.println(failure.getMessage());
        return failure;
    }

    private static StackReadyResult reached(OperationFailedException failure) {
        return (StackReadyResult) failure.partialResult().orElseThrow();
    }

    private StackDownResult takeDown(BootedState state) throws InterruptedException {
        return new StackDown(STACK.host(), console, Timing.system()).run(StackDownRequest.of(state.name()));
    }

    private static Path kubeconfig(String name, int port) throws IOException {
        String text = Files.readString(file("k3s.yaml"));
        return Files.writeString(file(name), text.replace(":" + STACK.apiPort(), ":" + port));
    }

    private int kubectl(String... arguments) throws InterruptedException {
        Command command = Command.of("kubectl", "--kubeconfig", file("k3s.yaml").toString())
                .arguments(List.of(arguments))
                .build();
        return STACK.host().run(command, console).exitCode();
    }

    private void run(String program, String... arguments) throws InterruptedException {
        STACK.host().run(Command.of(program, arguments).build(), console).orFail("prepare the test", "");
    }

    private static Path file(String name) {
        return STACK.directory().resolve(name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A port that opens late and leads to another one. */
    private static final class Forwarder implements AutoCloseable {
        private final Thread thread;
        private volatile ServerSocket socket = new ServerSocket();

        Forwarder(int port, int target, Duration delay) throws IOException {
            thread = new Thread(() -> forward(port, target, delay));
            thread.setDaemon(true);
            thread.start();
        }

        boolean isOpen() {
            return socket.isBound();
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            socket.close();
        }

        private void forward(int port, int target, Duration delay) {
            try {
                Thread.sleep(delay.toMillis());
                socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                while (true) {
                    Socket from = socket.accept();
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    pump(from.getInputStream(), to.getOutputStream());
                    pump(to.getInputStream(), from.getOutputStream());
                }
            } catch (IOException | InterruptedException e) {
                // The test has ended.
                return;
            }
        }

        private static void pump(InputStream in, OutputStream out) {
            Thread pump = new Thread(() -> {
                try (in;
                        out) {
                    in.transferTo(out);
                } catch (IOException e) {
                    // One side has hung up.
                    return;
                }
            });
            pump.setDaemon(true);
            pump.start();
        }
    }
}
