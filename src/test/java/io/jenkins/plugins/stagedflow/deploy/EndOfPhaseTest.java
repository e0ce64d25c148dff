package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeFalse;

import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Ends a phase from outside, as a broken connection does, in each shell that a target may have. */
@RunWith(Parameterized.class)
public class EndOfPhaseTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String shell;
    private final String mark = UUID.randomUUID().toString();
    private Path root;
    private Path temporary;

    public EndOfPhaseTest(String shell) {
        this.shell = shell;
    }

    @Parameters(name = "{0}")
    public static List<String> shells() {
        return List.of("dash -s", "bash -s", "busybox sh -s");
    }

    @Before
    public void prepareTarget() throws Exception {
        root = folder.getRoot().toPath();
        temporary = folder.newFolder("tmp").toPath();
        program("curl", "touch \"$TMPDIR/asked\"\nsleep 60");
        // A signal that comes while the directory is removed finds its remover at work.
        program("rm", "touch \"$TMPDIR/removing\"\nsleep 0.3\nexec /bin/rm \"$@\"");
        Process git =
                new ProcessBuilder("git", "init", "-q", root.resolve("app").toString()).start();
        assertThat(git.waitFor()).isZero();
        Files.createDirectories(root.resolve("app/.git/staged-flow"));
    }

    @Test
    public void shouldLeaveNothingTemporaryWhenTheCallerGoesAway() throws Exception {
        Process phase = start(Phase.HEALTH);
        await("asked");

        phase.getOutputStream().close();

        assertThat(phase.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isDirectoryNotContaining("glob:**/staged-flow-*");
    }

    @Test
    public void shouldLeaveNothingTemporaryWhenASecondSignalComes() throws Exception {
        assumeFalse("busybox removes by itself", shell.startsWith("busybox"));
        Process phase = start(Phase.HEALTH);
        await("asked");

        phase.getOutputStream().close();
        await("removing");
        run("sh", "-c", "kill -s TERM -- -" + phase.pid());

        assertThat(phase.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isDirectoryNotContaining("glob:**/staged-flow-*");
    }

    @Test
    public void shouldRemoveWhatAPhaseLeftWhenTheLockIsGivenBack() throws Exception {
        Files.createDirectory(temporary.resolve("staged-flow-" + mark));
        Process phase = start(Phase.LOCK);
        awaitFile(root.resolve("app/.git/staged-flow/owner"));

        phase.getOutputStream().close();

        assertThat(phase.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isDirectoryNotContaining("glob:**/staged-flow-*");
    }

    // Its process group is its own, and timeout passes signals on, as on a target.
    private Process start(Phase phase) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec timeout -k 5 60 " + shell);
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22");
        builder.redirectErrorStream(true).redirectOutput(root.resolve("output").toFile());
        Process process = builder.start();
        OutputStream input = process.getOutputStream();
        input.write(ScriptWriter.of(request(), mark).write(phase, "", Map.of()).getBytes(StandardCharsets.UTF_8));
        input.flush();
        return process;
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private DeployRequest request() {
        return DeployRequest.builder()
                .host("prod.example")
                .user("me")
                .sshAgent(true)
                .hostKey("SHA256:" + "a".repeat(43))
                .directory(root.resolve("app").toString())
                .healthUrl("http://localhost/health")
                .registryLogin("hub.example", new RegistryLogin("me", Secret.of("password")))
                .imageTag("2026.11.0")
                .build();
    }

    private void program(String name, String body) throws IOException {
        Path file = root.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void await(String name) throws Exception {
        awaitFile(temporary.resolve(name));
    }

    private void awaitFile(Path file) throws Exception {
        for (int look = 0; look < 200 && !Files.exists(file); look++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(file).as(Files.readString(root.resolve("output"))).exists();
    }
}
