package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Ends the program by SIGTERM in each phase of {@code ready}; nothing it had started may go on. */
public class InterruptedReadyIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private static final String SERVICES = """
            services:
              db:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [sleep, "600"]
                stop_signal: SIGKILL
                healthcheck: {test: [CMD, /bin/busybox, "false"], interval: 60s}
              web:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [sleep, "600"]
                stop_signal: SIGKILL
            """;
    private static final String WAITING = SERVICES + "    depends_on: {db: {condition: service_healthy}}\n";

    // All processes of a run carry it in their environment, also those of another process group.
    private final String mark = "MARK_" + UUID.randomUUID();

    @BeforeClass
    public static void boot() throws Exception {
        new K3sBoot(STACK.host(), new RecordingConsole(), Timing.system())
                .run(STACK.bootRequest().infraServices(List.of()).build());
        STACK.write("services.yaml", SERVICES);
        STACK.write("waiting.yaml", WAITING);
    }

    @After
    public void removeContainers() throws Exception {
        STACK.removeContainers();
    }

    @Test
    public void shouldLeaveNothingBehindWhenTheClusterIsWaitedFor() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path kubeconfig = STACK.directory().resolve("silent.yaml");
            Files.writeString(
                    kubeconfig,
                    Files.readString(STACK.directory().resolve("k3s.yaml"))
                            .replace(":" + STACK.apiPort(), ":" + silent.getLocalPort()));
            String state = BootedState.of(STACK, "silent", kubeconfig).name();

            terminate("services.yaml", state, () -> hasRun("kubectl") && hasRun("/version"));
        }
    }

    @Test
    public void shouldLeaveTheJobAndNothingElseWhenTheBackgroundIsWaitedFor() throws Exception {
        BootedState state = BootedState.of(STACK, "busy", STACK.directory().resolve("k3s.yaml"));
        Job job = state.job("long", "sleep 300");

        terminate("services.yaml", state.name(), () -> printed("The cluster is ready"));

        assertThat(job.status().isOver()).isFalse();
        new BootState(STACK.host(), "busy", Timing.system()).clear();
    }

    @Test
    public void shouldLeaveNothingBehindWhenComposeStartsTheStack() throws Exception {
        terminate(
                "waiting.yaml",
                "state",
                () -> hasRun(" up -d ")
                        && !STACK.docker("ps", "-q", "--filter", "name=" + STACK.name() + "[-_]db")
                                .isBlank());
    }

    @Test
    public void shouldLeaveNothingBehindWhenHealthIsWaitedFor() throws Exception {
        terminate("services.yaml", "state", () -> printed("web.*(done|Started|up-to-date)") && !hasRun(" up -d "));
    }

    private void terminate(String file, String state, Condition reached) throws Exception {
        Process program = start(file, state);
        try {
            await(reached);
            program.destroy();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(read(output())).isIn(130, 143);
            assertThat(commandLines()).isEmpty();
        } finally {
            program.destroyForcibly();
        }
    }

    private Process start(String file, String state) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.jenkins.plugins.stagedflow.cli.StagedFlow",
                "ready",
                "--health=web=http://127.0.0.1:1/",
                "--compose-file=" + file));
        command.addAll(List.of("--project-directory=" + STACK.directory(), "--project-name=" + STACK.name()));
        STACK.project().environment().forEach((name, value) -> command.add("--env=" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(STACK.directory().toFile())
                .redirectOutput(output().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(STACK.host().environment());
        builder.environment().put("STAGED_FLOW_STATE_DIRECTORY", state);
        builder.environment().put("STAGED_FLOW_TEST", mark);
        return builder.start();
    }

    private boolean hasRun(String part) throws IOException {
        return commandLines().stream().anyMatch(line -> line.contains(part));
    }

    private boolean printed(String pattern) {
        return read(output()).lines().anyMatch(line -> line.matches(".*(" + pattern + ").*"));
    }

    // A pipe is closed on this side when the program is ended, and its last words are lost.
    private Path output() {
        return STACK.directory().resolve(mark);
    }

    private void await(Condition reached) throws Exception {
        for (int i = 0; i < 200 && !reached.isMet(); i++) {
            Thread.sleep(100);
        }
        assertThat(reached.isMet()).as(read(output())).isTrue();
    }

    /** Returns the command lines of all processes that the program has started, and its own. */
    private List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (read(process.resolve("environ")).contains(mark)) {
                    lines.add(read(process.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return lines;
    }

    // Processes come and go while this looks.
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws Exception;
    }
}
