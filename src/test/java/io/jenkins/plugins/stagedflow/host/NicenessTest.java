package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NicenessTest {
    private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldGiveWayOnlyWhenAskedTo() throws Exception {
        assertThat(output(true, "nice")).isEqualTo(Integer.parseInt(output(false, "nice")) + 15 + "");
    }

    @Test
    public void shouldGiveWayAsASessionToo() throws Exception {
        assumeTrue(Files.exists(AUTOGROUP));

        assertThat(output(true, "cat /proc/self/autogroup")).endsWith("nice 15");
        assertThat(output(false, "cat /proc/self/autogroup")).doesNotEndWith("nice 15");
    }

    @Test
    public void shouldLeaveTheSessionOfOthersAlone() throws Exception {
        assumeTrue(Files.exists(AUTOGROUP));
        Command command = Command.of("true").lowPriority(true).build();
        List<String> nice = Niceness.apply(command, List.of("cat", AUTOGROUP.toString()));
        String before = Files.readString(AUTOGROUP);

        Process process = new ProcessBuilder(nice).start();

        assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo(before);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    public void shouldPassArgumentsAndExitStatusOn() throws Exception {
        Command command = Command.of("sh", "-c", "printf '%s|' \"$@\"; exit 7", "sh", "a b", "$c", "")
                .captured()
                .lowPriority(true)
                .build();

        CommandResult result = host(System.getenv()).run(command, Console.silent());

        assertThat(result.output()).isEqualTo("a b|$c||\n");
        assertThat(result.exitCode()).isEqualTo(7);
    }

    @Test
    public void shouldStartAllTheSameWhereThereIsNoNice() throws Exception {
        Path programs = folder.newFolder("bin").toPath();
        Files.createSymbolicLink(programs.resolve("sh"), Path.of("/bin/sh"));
        Command command =
                Command.of("/bin/echo", "started").captured().lowPriority(true).build();

        CommandResult result = host(Map.of("PATH", programs.toString())).run(command, Console.silent());

        assertThat(result.output()).isEqualTo("started\n");
    }

    private String output(boolean lowPriority, String script) throws InterruptedException {
        Command command = Command.of("sh", "-c", script)
                .captured()
                .lowPriority(lowPriority)
                .build();
        return host(System.getenv()).run(command, Console.silent()).output().strip();
    }

    private LocalHost host(Map<String, String> environment) {
        return new LocalHost(folder.getRoot().toPath(), environment);
    }
}
