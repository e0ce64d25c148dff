package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LocalHostTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private LocalHost host;

    @Before
    public void createHost() {
        host = new LocalHost(folder.getRoot().toPath(), System.getenv());
    }

    @Test
    public void shouldShowLinesOfBothOutputsAndReturnTheExitCode() throws Exception {
        CommandResult result = sh("echo out; echo err >&2; exit 3");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEmpty();
        assertThat(console.lines()).containsExactlyInAnyOrder("out", "err");
    }

    @Test
    public void shouldReturnCapturedOutputWithoutShowingIt() throws Exception {
        CommandResult result =
                host.run(Command.of("printf", "a\\r\\nb\\n").captured().build(), console);

        assertThat(result.output()).isEqualTo("a\nb\n");
        assertThat(console.lines()).isEmpty();
    }

    @Test
    public void shouldShowALineBeforeTheProcessEnds() throws Exception {
        Thread thread = new Thread(() -> shQuietly("echo first; sleep 30"));
        thread.start();

        await(() -> console.lines().contains("first"));
        assertThat(thread.isAlive()).isTrue();
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    public void shouldPassArgumentsUnchangedWithoutAShell() throws Exception {
        String nasty = "a b;$(touch x)'\"`\n*";

        CommandResult result =
                host.run(Command.of("printf", "%s", nasty).captured().build(), console);

        assertThat(result.output()).isEqualTo(nasty + "\n");
    }

    @Test
    public void shouldFeedStandardInputAndSetTheEnvironment() throws Exception {
        CommandResult result = host.run(
                Command.of("sh", "-c", "cat; echo $COLOUR")
                        .input("in\n")
                        .environment("COLOUR", "blue")
                        .captured()
                        .build(),
                console);

        assertThat(result.output()).isEqualTo("in\nblue\n");
    }

    @Test
    public void shouldMaskSecretsTheProcessPrints() throws Exception {
        host.run(
                Command.of("sh", "-c", "echo pw=$TOKEN; cat")
                        .environment("TOKEN", Secret.of("s3cr3t-token"))
                        .input(Secret.of("hunter2-input"))
                        .build(),
                console);

        assertThat(console.lines()).containsExactly("pw=****", "****");
    }

    @Test
    public void shouldMaskSecretsInTheReasonOfAFailure() throws Exception {
        CommandResult result = host.run(
                Command.of("sh", "-c", "echo $TOKEN; exit 1")
                        .environment("TOKEN", Secret.of("s3cr3t-token"))
                        .build(),
                console);

        assertThat(result.reason()).contains("exited with status 1").doesNotContain("s3cr3t-token");
    }

    @Test
    public void shouldStartInTheDirectoryOfTheCommand() throws Exception {
        Path below = folder.newFolder("below").toPath().toRealPath();

        CommandResult result = host.run(
                Command.of("pwd")
                        .directory(new HostPath(below.toString()))
                        .captured()
                        .build(),
                console);

        assertThat(result.output().strip()).isEqualTo(below.toString());
    }

    @Test
    public void shouldKillTheWholeTreeAtTheTimeLimit() throws Exception {
        String marker = "31.4159" + System.nanoTime();

        CommandResult result = host.run(
                Command.of("sh", "-c", "(sleep " + marker + " &) ; sleep " + marker)
                        .timeLimit(Duration.ofMillis(500))
                        .build(),
                console);

        assertThat(result.exitCode()).isEqualTo(CommandResult.TIMED_OUT);
        assertThat(result.reason()).contains("did not end within");
        await(() -> !runningCommands().contains(marker));
    }

    @Test
    public void shouldKillAProcessThatIgnoresTheRequestToEnd() throws Exception {
        String marker = "27.1828" + System.nanoTime();

        host.run(
                Command.of("sh", "-c", "trap '' TERM; sleep " + marker + "; sleep " + marker)
                        .timeLimit(Duration.ofMillis(300))
                        .build(),
                console);

        await(() -> !runningCommands().contains(marker));
    }

    @Test
    public void shouldKillTheWholeTreeWhenInterrupted() throws Exception {
        String marker = "14.1421" + System.nanoTime();
        Thread thread = new Thread(() -> shQuietly("(sleep " + marker + " &) ; sleep " + marker));
        thread.start();
        await(() -> runningCommands().contains(marker));

        thread.interrupt();

        await(() -> !runningCommands().contains(marker));
    }

    @Test
    public void shouldNotWaitForAChildLeftInTheBackground() throws Exception {
        long start = System.nanoTime();

        sh("sleep 30 & echo done");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(console.lines()).contains("done");
    }

    @Test
    public void shouldNameAMissingProgramAndWhatToDo() {
        assertThatThrownBy(() -> host.run(Command.of("no-such-program").build(), console))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("Could not start 'no-such-program': no such program on the PATH."
                        + " Install it, or put it on the PATH of the host.");
    }

    @Test
    public void shouldFindAProgramNamedByAPathFromWhereItsProcessStarts() throws Exception {
        Path below = folder.newFolder("below").toPath();
        Path script = Files.writeString(below.resolve("greet"), "#!/bin/sh\necho hello\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        host.run(Command.of("./greet").directory(new HostPath(below.toString())).build(), console);

        assertThat(console.lines()).containsExactly("hello");
    }

    @Test
    public void shouldGiveProcessesTheEnvironmentOfTheHostOnly() throws Exception {
        LocalHost bare =
                new LocalHost(folder.getRoot().toPath(), Map.of("PATH", System.getenv("PATH"), "ONLY", "this"));

        CommandResult result = bare.run(Command.of("env").captured().build(), console);

        assertThat(result.output().lines().filter(line -> !line.startsWith("PATH=")))
                .containsExactly("ONLY=this");
    }

    private CommandResult sh(String script) throws InterruptedException {
        return host.run(Command.of("sh", "-c", script).build(), console);
    }

    private void shQuietly(String script) {
        try {
            sh(script);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String runningCommands() {
        try (var entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.resolve("cmdline"))
                    .map(LocalHostTest::readQuietly)
                    .collect(Collectors.joining("\n"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String readQuietly(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
