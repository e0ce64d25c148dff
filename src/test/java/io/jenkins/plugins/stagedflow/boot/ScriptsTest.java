package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.Jobs;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Runs the scripts as jobs; programs that fail, and a sleep that does not last, are put on the path. */
public class ScriptsTest {
    private static final JobKey KEY = new JobKey("work");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void shortenWaits() throws IOException {
        // A job that ends at once need not have waited for anything.
        Files.createFile(file("waits"));
        program("sleep", "echo \"$1\" >>" + file("waits") + "; exec /bin/sleep 0.01");
    }

    @Test
    public void shouldTryAgainWhatMayPassAndWaitLongerEachTime() throws Exception {
        program(
                "pull",
                "echo x >>" + file("calls") + "; [ $(wc -l <" + file("calls") + ") -ge 3 ] ||"
                        + " { echo connection reset by peer; exit 1; }");

        Job job = run(command("pull"));

        assertThat(job.status().exitCode()).isZero();
        assertThat(Files.readAllLines(file("calls"))).hasSize(3);
        assertThat(job.lastLines(10))
                .contains(
                        "Attempt 1 of 5 ended with status 1; the next one comes in 1 s",
                        "Attempt 2 of 5 ended with status 1; the next one comes in 2 s");
    }

    @Test
    public void shouldGiveUpAfterFiveAttemptsWithTheStatusOfTheLast() throws Exception {
        program("pull", "echo x >>" + file("calls") + "; echo i/o timeout; exit 9");

        assertThat(run(command("pull")).status().exitCode()).isEqualTo(9);
        assertThat(Files.readAllLines(file("calls"))).hasSize(5);
        assertThat(Files.readAllLines(file("waits"))).contains("1", "2", "4", "8");
    }

    @Test
    public void shouldNotTryAgainWhatWasDeniedOrIsNotThere() throws Exception {
        for (String said : List.of(
                "Error response from daemon: unauthorized: authentication required",
                "denied: requested access to the resource is denied",
                "manifest for localhost:5000/app:v9 not found: manifest unknown: manifest unknown",
                "failed to resolve reference \"docker.io/x/y:1\": docker.io/x/y:1: not found")) {
            Files.deleteIfExists(file("calls"));
            program("pull", "echo x >>" + file("calls") + "; echo '" + said + "' >&2; exit 1");

            assertThat(run(command("pull")).status().exitCode()).as(said).isEqualTo(1);
            assertThat(Files.readAllLines(file("calls"))).as(said).hasSize(1);
        }
    }

    @Test
    public void shouldTryAgainWhenADenialWasOfAnEarlierCommand() throws Exception {
        program("first", "echo access denied, but never mind");
        program("second", "[ -e " + file("again") + " ] || { touch " + file("again") + "; exit 2; }");

        assertThat(run(command("first"), command("second")).status().exitCode()).isZero();
    }

    @Test
    public void shouldHandEachCommandItsArgumentsUnchangedAndStopAtTheFirstFailure() throws Exception {
        program("first", "printf '<%s>' \"$@\"; echo");
        program("second", "printf '[%s]' \"$@\"; echo; echo denied; exit 4");
        program("third", "echo never");

        Job job = run(command("first", "a b", "$(touch x)", "", "*"), command("second", "3", "-n"), command("third"));

        assertThat(job.status().exitCode()).isEqualTo(4);
        assertThat(job.lastLines(10)).containsExactly("<a b><$(touch x)><><*>", "[3][-n]", "denied");
    }

    @Test
    public void shouldNotTryAProgramAgainThatIsNotThere() throws Exception {
        assertThat(run(command("no-such-program")).status().exitCode()).isEqualTo(127);
        assertThat(file("waits")).content().doesNotContain("2");
    }

    @Test
    public void shouldFailWhenAContainerOfTheServicesHasDiedAndShowItsLog() throws Exception {
        program("compose", "echo one; echo two; echo three");
        program(
                "docker",
                "case \"$1 $*\" in logs*) echo no space left;; inspect*one) echo exited 5 certs;;"
                        + " inspect*two) echo running 0 infra;; *) echo exited 7 mongo;; esac");

        Job job = run(Scripts.alive(List.of("infra", "mongo"), command("compose", "ps", "-a", "-q")));

        assertThat(job.status().exitCode()).isEqualTo(1);
        assertThat(job.lastLines(10))
                .containsExactly(
                        "no space left", "The service mongo exited with status 7; the end of its log is above");
    }

    @Test
    public void shouldBeContentWithServicesThatStartAgainOrAreDone() throws Exception {
        program("compose", "echo one; echo two");
        program("docker", "case \"$*\" in *one) echo restarting 3 infra;; *) echo exited 0 infra;; esac");

        assertThat(run(Scripts.alive(List.of("infra"), command("compose")))
                        .status()
                        .exitCode())
                .isZero();
    }

    @Test
    public void shouldWaitForTheTurnAndGiveItBack() throws Exception {
        Path turn = Files.createDirectory(file("turn"));
        // Whoever has it gives it back at the third look.
        program(
                "sleep",
                "[ \"$1\" = 0.2 ] && echo looked >>" + file("looks") + " && [ $(wc -l <" + file("looks")
                        + ") -ge 3 ] && rmdir " + turn + "; exec /bin/sleep 0.01");
        program("up", "[ -d " + turn + " ] && echo \"has it: $*\"; exit 6");

        Job job = run(Scripts.turn(new HostPath(turn.toString()), command("up", "a b", "-d")));

        assertThat(job.status().exitCode()).isEqualTo(6);
        assertThat(job.lastLines(9)).contains("has it: a b -d");
        assertThat(file("looks")).content().startsWith("looked\nlooked\nlooked\n");
        assertThat(turn).doesNotExist();
    }

    @Test
    public void shouldNotWaitForATurnForever() throws Exception {
        Path turn = Files.createDirectory(file("turn"));
        program("up", "echo goes on");

        Job job = run(Scripts.turn(new HostPath(turn.toString()), command("up")));

        assertThat(job.lastLines(9)).containsExactly("goes on");
        // It is another's.
        assertThat(turn).exists();
        assertThat(Files.readAllLines(file("waits")).stream().filter("0.2"::equals))
                .hasSize(300);
    }

    private Job run(Command... commands) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", folder.getRoot() + ":" + System.getenv("PATH"));
        LocalHost host = new LocalHost(folder.getRoot().toPath(), environment);
        HostPath directory = new HostPath(folder.getRoot() + "/jobs");
        host.files().delete(directory);
        Job job = new Jobs(host, directory, Timing.system())
                .startOrAttach(
                        KEY,
                        Scripts.persist(directory.resolve("work/output"), List.of(commands))
                                .build());
        job.await(Timing.system().deadline(Duration.ofSeconds(30)));
        return job;
    }

    private static Command command(String program, String... arguments) {
        return Command.of(program, arguments).build();
    }

    private void program(String name, String script) throws IOException {
        Files.writeString(file(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file(name).toFile().setExecutable(true)).isTrue();
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
