package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Sends SIGTERM to the command line in each phase of a boot: nothing of it may be left. */
public class BootTerminatedIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    @Rule
    public final Mirror mirror = new Mirror();

    private final String mark = "mark" + System.nanoTime();
    private final RecordingConsole console = new RecordingConsole();

    @After
    public void takeDown() throws Exception {
        STACK.down();
        STACK.host().files().delete(new HostPath(file("state").toString()));
    }

    @Test
    public void shouldLeaveNothingWhenTerminatedWhileTheInstallerIsFetched() throws Exception {
        Process boot = boot("--install-url", mirror.stalled("/install.sh"), "--install-sha256", "a".repeat(64));
        ProcessTable.await(() -> hasStarted("compose-pull"));

        assertNothingLeftAfterTermOf(boot);
    }

    @Test
    public void shouldLeaveNothingWhenTerminatedWhileManifestsAreFetched() throws Exception {
        String script = "#!/bin/sh\nexit 0\n";
        Process boot = boot(
                "--install-url",
                mirror.text("/install.sh", script),
                "--install-sha256",
                sum(script),
                "--manifest",
                "a".repeat(64) + "=" + mirror.stalled("/a.yaml") + "?b=c");
        ProcessTable.await(() -> hasStarted("k3s-install"));

        assertNothingLeftAfterTermOf(boot);
    }

    @Test
    public void shouldLeaveNothingWhenTerminatedWhileK3sIsInstalled() throws Exception {
        // A child in the background, one that does not heed SIGTERM, and one in front.
        String script = "#!/bin/sh\nsleep 301 &\nsh -c 'trap \"\" TERM; sleep 302; sleep 303' &\nsleep 304\n";
        Process boot = boot("--install-url", mirror.text("/install.sh", script), "--install-sha256", sum(script));
        ProcessTable.await(() -> ProcessTable.with(mark).stream()
                        .filter(line -> line.contains(" sleep 30"))
                        .count()
                >= 3);

        assertNothingLeftAfterTermOf(boot);
    }

    @Test
    public void shouldLeaveNothingWhenTerminatedWhileImagesArePulled() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            STACK.write(
                    "slow.yaml",
                    "services: {infra: {image: '127.0.0.1:%d/app:v1'}}\n".formatted(silent.getLocalPort()));
            Process boot = boot(
                    "--compose-file",
                    "slow.yaml",
                    "--install-url",
                    mirror.stalled("/install.sh"),
                    "--install-sha256",
                    "a".repeat(64));
            // The engine asks that registry, and gets no answer.
            try (Socket asking = silent.accept()) {
                assertThat(asking.isConnected()).isTrue();
                assertThat(ProcessTable.with(mark)).anyMatch(line -> line.endsWith(" pull "));
                assertNothingLeftAfterTermOf(boot);
            }
        }
    }

    @Test
    public void shouldLeaveTheOtherBootAloneWhenTerminatedWhileItWaitsForIt() throws Exception {
        BootState other = new BootState(STACK.host(), "other", Timing.system());
        try (InstallLock lock = new InstallLock(
                STACK.host(), console, Timing.system(), other, new K3sInstallation(STACK.host(), other))) {
            lock.acquire(Timing.system().deadline(java.time.Duration.ofSeconds(60)));
            Process boot = boot("--mirror", STACK.services().get("MIRROR_URL"));
            ProcessTable.await(() -> printed().contains("Another boot is bringing k3s onto this host"));

            assertNothingLeftAfterTermOf(boot);
            assertThat(Path.of(lock.path().value())).exists();
        }
    }

    private void assertNothingLeftAfterTermOf(Process boot) throws Exception {
        List<Long> groups = groups();
        assertThat(groups).isNotEmpty();
        boot.destroy();

        assertThat(boot.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(boot.exitValue()).isNotZero();
        // The heart of a job that had ended before beats to the end of its second.
        Thread.sleep(1_500);
        assertThat(ProcessTable.with(mark)).as(printed()).isEmpty();
        for (long group : groups) {
            assertThat(ProcessTable.isGroup(group)).as("group %d", group).isFalse();
        }
        assertThat(file("state/jobs")).doesNotExist();
        assertThat(file("state/docker")).doesNotExist();
        assertThat(file("state/boot.json")).doesNotExist();
        assertThat(file("bin/k3s")).doesNotExist();
        try (var left = Files.newDirectoryStream(Path.of("/tmp"), "staged-flow-k3s-*")) {
            for (Path lock : left) {
                assertThat(lock.resolve("owner"))
                        .content()
                        .doesNotContain(file("state").toString());
            }
        }
    }

    // The sessions of the jobs.
    private List<Long> groups() throws IOException {
        List<Long> groups = new ArrayList<>();
        for (String key : List.of("compose-pull", "k3s-install")) {
            Path pid = file("state/jobs/" + key + "/pid");
            if (Files.exists(pid)) {
                groups.add(Long.parseLong(Files.readString(pid).strip()));
            }
        }
        return groups;
    }

    private Process boot(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                "io.jenkins.plugins.stagedflow.cli.StagedFlow",
                "boot",
                "--compose-file",
                "compose.yaml",
                "--project-name",
                STACK.name(),
                "--image-tag",
                "v1",
                "--env",
                "REGISTRY=" + STACK.services().get("REGISTRY"),
                "--env",
                "NAMESPACE=" + STACK.name(),
                "--env",
                "WEB_PORT=1",
                "--registry",
                STACK.services().get("REGISTRY"),
                "--username",
                STACK.services().get("READER_USER"),
                "--password-from",
                "file:" + STACK.services().get("READER_PASSWORD_FILE"),
                "--version",
                STACK.services().get("K3S_VERSION"),
                "--server-arg",
                "--write-kubeconfig=" + file("k3s.yaml"),
                "--server-arg",
                "--https-listen-port=" + STACK.apiPort()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(STACK.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(file("printed").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(STACK.host(Map.of("STAGED_FLOW_MARK", mark)).environment());
        builder.environment().put("STAGED_FLOW_STATE_DIRECTORY", "state");
        return builder.start();
    }

    private String printed() {
        try {
            return Files.readString(file("printed"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasStarted(String key) {
        return Files.exists(file("state/jobs/" + key + "/pid"));
    }

    private static Path file(String name) {
        return STACK.directory().resolve(name);
    }

    private static String sum(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
