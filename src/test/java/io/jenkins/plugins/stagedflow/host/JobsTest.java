package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JobsTest {
    private static final JobKey KEY = new JobKey("pull");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Timing timing = Timing.system();
    private Host host;
    private Jobs jobs;

    @Before
    public void createJobs() {
        host = new LocalHost(folder.getRoot().toPath(), System.getenv());
        jobs = jobs();
    }

    @Test
    public void shouldRecordOutputAndExitStatus() throws Exception {
        Job job = jobs.startOrAttach(KEY, sh("echo hello; echo oops >&2; exit 7"));

        JobStatus status = job.await(timing.deadline(Duration.ofSeconds(20)));

        assertThat(status.state()).isEqualTo(JobStatus.State.ENDED);
        assertThat(status.exitCode()).isEqualTo(7);
        assertThat(status.description()).startsWith("exited with status 7 after ");
        assertThat(job.lastLines(5)).containsExactly("hello", "oops");
    }

    @Test
    public void shouldAttachToTheJobThatRunsInsteadOfStartingItTwice() throws Exception {
        Path count = folder.getRoot().toPath().resolve("count");
        Command command = sh("echo x >>" + count + "; sleep 1");

        Job first = jobs.startOrAttach(KEY, command);
        Job second = jobs().startOrAttach(KEY, command);

        assertThat(second.await(timing.deadline(Duration.ofSeconds(20))).isSuccess())
                .isTrue();
        assertThat(first.status().isSuccess()).isTrue();
        assertThat(Files.readAllLines(count)).hasSize(1);
    }

    @Test
    public void shouldReturnTheStatusOfAJobThatEndedBefore() throws Exception {
        jobs.startOrAttach(KEY, sh("exit 4")).await(timing.deadline(Duration.ofSeconds(20)));

        assertThat(jobs().startOrAttach(KEY, sh("exit 0")).status().exitCode()).isEqualTo(4);
        assertThat(jobs().find(KEY)).isPresent();
        assertThat(jobs().all()).extracting(Job::key).containsExactly(KEY);
    }

    @Test
    public void shouldAskLittleOfTheHostWhileAJobRuns() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        jobs.startOrAttach(KEY, sh("sleep 3"));
        Job job = new Jobs(counting(asked), host.directory().resolve("jobs"), timing)
                .find(KEY)
                .orElseThrow();

        assertThat(job.await(timing.deadline(Duration.ofSeconds(20))).isSuccess())
                .isTrue();

        // Ten looks a second, of which one also looks for signs of life.
        assertThat(asked.get()).isBetween(20, 80);
    }

    @Test
    public void shouldSayThatAJobWhoseProcessIsGoneDiedWithoutAStatus() throws Exception {
        Job job = jobs.startOrAttach(KEY, sh("sleep 60"));
        Path home = folder.getRoot().toPath().resolve("jobs/pull");
        kill(home);
        assertThat(groupIsGone(pid())).isTrue();
        // What 15 seconds of silence would do.
        Files.setLastModifiedTime(
                home.resolve("heartbeat"), FileTime.from(Instant.now().minusSeconds(60)));

        assertThat(job.status().state()).isEqualTo(JobStatus.State.LOST);
        assertThat(job.status().description()).isEqualTo("died without leaving an exit status");
    }

    @Test
    public void shouldEndAJobWithItsChildrenAtItsTimeLimit() throws Exception {
        Job job = jobs.startOrAttach(
                KEY,
                sh("sleep 60 & sleep 60").toBuilder()
                        .timeLimit(Duration.ofSeconds(1))
                        .build());

        JobStatus status = job.await(timing.deadline(Duration.ofSeconds(20)));

        assertThat(status.state()).isEqualTo(JobStatus.State.TIMED_OUT);
        assertThat(status.isSuccess()).isFalse();
        assertThat(groupIsGone(pid())).isTrue();
    }

    @Test
    public void shouldKillTheGroupAndRemoveTheFilesWhenRemoved() throws Exception {
        Job job = jobs.startOrAttach(KEY, sh("sleep 60 & sleep 60"));
        String pid = pid();

        job.remove();
        job.remove();

        assertThat(groupIsGone(pid)).isTrue();
        assertThat(jobs.find(KEY)).isEmpty();
    }

    @Test
    public void shouldOutliveTheThreadThatStartedItAndRunInASessionOfItsOwn() throws Exception {
        Job job = jobs.startOrAttach(KEY, sh("sleep 1; cut -d' ' -f6 /proc/self/stat"));

        job.await(timing.deadline(Duration.ofSeconds(20)));

        assertThat(job.lastLines(1)).containsExactly(pid());
    }

    @Test
    public void shouldHideTheCookieOfTheBuildSoThatJenkinsDoesNotEndTheJob() throws Exception {
        Job job = jobs.startOrAttach(KEY, sh("echo \"cookie=$JENKINS_NODE_COOKIE\""));

        job.await(timing.deadline(Duration.ofSeconds(20)));

        assertThat(job.lastLines(1)).containsExactly("cookie=");
    }

    @Test
    public void shouldGiveSecretsToTheProcessAndToNoFile() throws Exception {
        Job job = jobs.startOrAttach(
                KEY,
                Command.of("sh", "-c", "test \"$TOKEN\" = hunter2-job")
                        .environment("TOKEN", Secret.of("hunter2-job"))
                        .build());

        assertThat(job.await(timing.deadline(Duration.ofSeconds(20))).isSuccess())
                .isTrue();
        try (var files = Files.walk(folder.getRoot().toPath())) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> contains(file, "hunter2-job"));
        }
    }

    @Test
    public void shouldLeaveNoDirectoryWhenTheJobCannotBeStarted() {
        Host without = new LocalHost(folder.getRoot().toPath(), java.util.Map.of("PATH", "/nonexistent"));
        Jobs broken = new Jobs(without, new HostPath(folder.getRoot() + "/jobs"), new ManualTiming().timing());

        assertThatThrownBy(() -> broken.startOrAttach(KEY, sh("true")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("start the job pull")
                .hasMessageContaining("setsid");
        assertThat(broken.find(KEY)).isEmpty();
    }

    @Test
    public void shouldRefuseAKeyThatIsAPath() {
        assertThatThrownBy(() -> new JobKey("../x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("job: '../x'");
    }

    private Host counting(AtomicInteger asked) {
        HostFiles files = proxy(HostFiles.class, (method, arguments) -> {
            asked.incrementAndGet();
            return method.invoke(host.files(), arguments);
        });
        return proxy(
                Host.class,
                (method, arguments) -> method.getName().equals("files") ? files : method.invoke(host, arguments));
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Exception;
    }

    private Jobs jobs() {
        return new Jobs(host, new HostPath(folder.getRoot() + "/jobs"), timing);
    }

    private static Command sh(String script) {
        return Command.of("sh", "-c", script).build();
    }

    private String pid() throws Exception {
        return Files.readString(folder.getRoot().toPath().resolve("jobs/pull/pid"))
                .strip();
    }

    private static void kill(Path home) throws Exception {
        new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "kill -s KILL -- -"
                                + Files.readString(home.resolve("pid")).strip())
                .start()
                .waitFor();
    }

    private static boolean groupIsGone(String group) throws Exception {
        String alive = "i=0; while [ $i -lt 50 ]; do i=$((i + 1)); kill -s 0 -- -" + group
                + " 2>/dev/null || exit 0; sleep 0.2; done; exit 1";
        return new ProcessBuilder("/bin/sh", "-c", alive).start().waitFor() == 0;
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
