package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.compose.ComposeProject;
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
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BootLookTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private LocalHost host;
    private Jobs jobs;

    @Before
    public void makeProject() throws IOException {
        directory = folder.getRoot().toPath();
        host = new LocalHost(directory, Map.of("PATH", System.getenv("PATH")));
        jobs = new Jobs(host, new HostPath(directory + "/state/jobs"), Timing.system());
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("compose.yaml"), "services: {web: {image: app}}");
    }

    @After
    public void endJobs() throws InterruptedException {
        for (Job job : jobs.all()) {
            job.remove();
        }
    }

    @Test
    public void shouldNotWaitForWhatWasNotBooted() {
        assertThat(isWorthwhile(Duration.ZERO)).isTrue();
    }

    @Test
    public void shouldWaitForTheClusterAsLongAsItMayTake() throws IOException {
        boot();

        assertThat(isWorthwhile(Duration.ZERO)).isFalse();
        assertThat(isWorthwhile(LIMIT)).isTrue();

        Files.createFile(directory.resolve("k3s.yaml"));
        assertThat(isWorthwhile(Duration.ZERO)).isTrue();
    }

    @Test
    public void shouldWaitForTheBackgroundWorkAsLongAsItMayTake() throws Exception {
        boot();
        Files.createFile(directory.resolve("k3s.yaml"));
        Job job = job("while [ ! -e go ]; do sleep 0.05; done");

        assertThat(isWorthwhile(Duration.ZERO)).isFalse();
        assertThat(isWorthwhile(LIMIT)).isTrue();

        Files.createFile(directory.resolve("go"));
        assertThat(job.await(Timing.system().deadline(LIMIT)).isSuccess()).isTrue();
        assertThat(isWorthwhile(Duration.ZERO)).isTrue();
    }

    @Test
    public void shouldNotWaitWhenTheBackgroundWorkHasFailed() throws Exception {
        boot();
        Job job = job("exit 1");
        job.await(Timing.system().deadline(LIMIT));

        assertThat(isWorthwhile(Duration.ZERO)).isTrue();
    }

    @Test
    public void shouldNotWaitWithFilesThatAreMissing() throws IOException {
        boot();
        Files.delete(directory.resolve("compose.yaml"));

        assertThat(isWorthwhile(Duration.ZERO)).isTrue();
    }

    private Job job(String script) throws InterruptedException {
        return jobs.startOrAttach(
                new JobKey("pull"),
                Command.of("sh", "-c", script).timeLimit(LIMIT).build());
    }

    private void boot() throws IOException {
        Files.writeString(directory.resolve("state/boot.json"), """
                {"version": "v1.32.11+k3s1", "kubeconfig": "%s/k3s.yaml", "stateDirectory": "state", "reused": false,
                 "jobs": [], "manifests": [], "seconds": 1}
                """.formatted(directory));
    }

    private boolean isWorthwhile(Duration waited) {
        ComposeProject project = ComposeProject.in(".")
                .composeFiles(List.of("compose.yaml"))
                .projectName("look")
                .build();
        return new BootLook(host, Timing.system())
                .isWorthwhile(StackReadyRequest.builder(project)
                        .stateDirectory("state")
                        .nodeTimeout(LIMIT)
                        .pullTimeout(LIMIT)
                        .waited(waited)
                        .build());
    }
}
