package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;

/** Boots on a real Docker Engine, registry and compose; k3s is the stand-in. */
public class K3sBootIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private final RecordingConsole console = new RecordingConsole();
    private final List<HttpServer> servers = new ArrayList<>();

    @After
    public void takeDown() throws Exception {
        servers.forEach(server -> server.stop(0));
        STACK.down();
        Files.deleteIfExists(file("executed"));
        // Logs of failed boots are kept on purpose.
        STACK.host().files().delete(state().directory());
    }

    @Test
    public void shouldReturnAsSoonAsK3sIsInstalledWhileThePullGoesOn() throws Exception {
        BootHandle boot = boot(STACK.bootRequest());
        BootState state = state();

        assertThat(boot.version()).isEqualTo(STACK.services().get("K3S_VERSION"));
        assertThat(boot.kubeconfig()).isEqualTo(file("k3s.yaml").toString());
        assertThat(state.handle()).contains(boot);
        assertThat(file("state/boot.json")).content().contains("\"k3s-install\"");
        assertThat(job(boot, "k3s-install").state()).isEqualTo("ENDED");
        JobStatus pull = state.jobs()
                .find(new JobKey("compose-pull"))
                .orElseThrow()
                .await(Timing.system().deadline(Duration.ofSeconds(60)));
        assertThat(pull.isSuccess()).isTrue();
        assertThat(STACK.docker("ps", "--format", "{{.Names}}", "--filter", "name=" + STACK.name()))
                .contains("infra")
                .doesNotContain("web");
    }

    @Test
    public void shouldExecuteNothingWhenTheChecksumDiffersAndShowBothSums() throws Exception {
        String url = serve("#!/bin/sh\ntouch " + file("executed") + "\n", 200);
        String wanted = "a".repeat(64);

        assertThatThrownBy(() ->
                        boot(STACK.bootRequest().mirror("").installUrl(url).installSha256(wanted)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(wanted)
                .hasMessageContaining(url)
                .hasMessageContaining(
                        Sha256.of(("#!/bin/sh\ntouch " + file("executed") + "\n").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not executed");

        assertThat(file("executed")).doesNotExist();
        assertThat(file("bin/k3s")).doesNotExist();
        assertNothingRuns();
        try (var files = Files.walk(file("state"))) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(Files::isExecutable);
        }
    }

    @Test
    public void shouldTellHowTheInstallerFailedAndLeaveNoJobBehind() throws Exception {
        String script = "#!/bin/sh\necho 'no space left' >&2\nexit 3\n";

        assertThatThrownBy(() -> boot(requestFor(script)))
                .hasMessageContaining("install k3s")
                .hasMessageContaining("the installer exited with status 3")
                .hasMessageContaining("no space left");

        assertNothingRuns();
        assertThat(file("state/k3s-install.log")).content().contains("no space left");
    }

    @Test
    public void shouldHandArgumentsToTheInstallerUnchanged() throws Exception {
        String script = "#!/bin/sh\nprintf '%s|' \"$INSTALL_K3S_VERSION\" \"$INSTALL_K3S_EXEC\" \"$EXTRA\" \"$@\"\n";
        BootHandle boot = new K3sBoot(STACK.host(Map.of("EXTRA", "kept")), console, Timing.system())
                .run(requestFor(script)
                        .serverArgs(List.of("--node-label=a=b c;$(touch executed)", "--tls-san host"))
                        .build());

        assertThat(Files.readString(Path.of(job(boot, "k3s-install").log())))
                .isEqualTo(STACK.services().get("K3S_VERSION")
                        + "|server|kept|--node-label=a=b c;$(touch executed)|--tls-san|host|");
    }

    @Test
    public void shouldEndEverythingWhenInterrupted() throws Exception {
        String marker = "31." + System.nanoTime();
        K3sBootRequest request = requestFor("#!/bin/sh\nsleep " + marker + " & sleep " + marker + "\n")
                .build();
        Thread thread = new Thread(() -> runQuietly(request));
        thread.start();
        await(() -> commandLines().contains(marker));

        thread.interrupt();
        thread.join(20_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(commandLines().contains(marker)).isFalse();
        assertNothingRuns();
    }

    @Test
    public void shouldTryAgainWhenTheMirrorIsBusy() throws Exception {
        String script = "#!/bin/sh\nexit 0\n";
        BootHandle boot = boot(STACK.bootRequest()
                .mirror("")
                .installUrl(serve(script, 503, 503, 200))
                .installSha256(sum(script)));

        assertThat(boot.reused()).isFalse();
        assertThat(console.text()).contains("the server answered 503");
    }

    @Test
    public void shouldReuseARunningK3sOfThatVersionAndRefuseAnother() throws Exception {
        boot(STACK.bootRequest());

        BootHandle second = boot(STACK.bootRequest().stateDirectory("other"));
        assertThat(second.reused()).isTrue();
        assertThat(second.jobs()).extracting(BackgroundJob::key).containsExactly("compose-pull");
        assertThatThrownBy(() -> boot(STACK.bootRequest()
                        .version("v1.31.0+k3s1")
                        .installSha256("a".repeat(64))
                        .stateDirectory("third")))
                .hasMessageContaining("the host has k3s " + STACK.services().get("K3S_VERSION"))
                .hasMessageContaining("k3s-uninstall.sh");
        // The flow that did not install it does not take it away either.
        BootState other = new BootState(STACK.host(), "other", Timing.system());
        assertThat(new K3sInstallation(STACK.host(), other).uninstall(console)).isFalse();
        other.clear();
        assertThat(file("bin/k3s")).exists();
    }

    @Test
    public void shouldRefuseWhatIsNotThereBeforeAnythingStarts() {
        assertThatThrownBy(() -> boot(STACK.bootRequest().compose(STACK.project("v1", "missing.yaml"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("composeFiles: '" + file("missing.yaml") + "'");
        assertThatThrownBy(() -> boot(STACK.bootRequest().infraServices(List.of("mongo"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("infraServices: 'mongo'")
                .hasMessageContaining("certs, infra, web");
        assertThat(file("state")).doesNotExist();
    }

    @Test
    public void shouldTouchNoK3sWhenComposeRefusesItsFiles() throws Exception {
        STACK.write("wrong.yaml", "services:\n  infra:\n    image: app\n    no-such-key: 1\n");
        String script = "#!/bin/sh\ntouch " + file("touched") + "\n";

        assertThatThrownBy(() -> boot(requestFor(script).compose(STACK.project("v1", "wrong.yaml"))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("read the compose files of " + STACK.directory())
                .hasMessageContaining("no-such-key");

        assertThat(file("touched")).doesNotExist();
        assertNothingRuns();
    }

    @Test
    public void shouldKeepAnEarlierBootWhenAServiceIsUnknown() throws Exception {
        boot(STACK.bootRequest());

        assertThatThrownBy(() -> boot(STACK.bootRequest().infraServices(List.of("mongo"))))
                .hasMessageContaining("infraServices: 'mongo'");

        assertThat(state().handle()).isPresent();
    }

    private BootHandle boot(K3sBootRequest.Builder request) throws InterruptedException {
        return new K3sBoot(STACK.host(), console, Timing.system()).run(request.build());
    }

    private void runQuietly(K3sBootRequest request) {
        try {
            new K3sBoot(STACK.host(), console, Timing.system()).run(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private K3sBootRequest.Builder requestFor(String script) throws IOException {
        return STACK.bootRequest().mirror("").installUrl(serve(script, 200)).installSha256(sum(script));
    }

    private String serve(String script, int... statuses) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<Integer> left = new ArrayList<>();
        for (int status : statuses) {
            left.add(status);
        }
        server.createContext("/", exchange -> {
            int status = left.size() > 1 ? left.remove(0) : left.get(0);
            byte[] body = script.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/install.sh";
    }

    private static String sum(String script) {
        return Sha256.of(script.getBytes(StandardCharsets.UTF_8));
    }

    private static BackgroundJob job(BootHandle boot, String key) {
        return boot.jobs().stream()
                .filter(job -> job.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingRuns() {
        assertThat(state().jobs().all()).isEmpty();
        assertThat(state().handle()).isEmpty();
        assertThat(file("state/docker")).doesNotExist();
        assertThat(commandLines().contains(file("state/jobs").toString())).isFalse();
    }

    private static BootState state() {
        return new BootState(STACK.host(), "state", Timing.system());
    }

    private static Path file(String name) {
        return STACK.directory().resolve(name);
    }

    private static String commandLines() {
        StringBuilder all = new StringBuilder();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                all.append(commandLine(process)).append('\n');
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all.toString();
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
