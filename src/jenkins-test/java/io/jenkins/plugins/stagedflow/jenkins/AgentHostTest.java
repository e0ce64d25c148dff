package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Proc;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.Jobs;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent of its own process as a host. */
public class AgentHostTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static DumbSlave agent;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;

    @BeforeClass
    public static void startAgent() throws Exception {
        agent = JENKINS.createOnlineSlave();
    }

    @Before
    public void chooseDirectory() {
        directory = folder.getRoot().toPath();
    }

    @Test
    public void shouldEndWhatACutOffStepLeftButNotItsJobs() throws Exception {
        AgentHost host = host(new EnvVars(System.getenv()), () -> false);
        Jobs jobs = new Jobs(host, new HostPath(directory + "/jobs"), Timing.system());
        Job job = jobs.startOrAttach(new JobKey("job"), Command.of("sleep", "60").build());
        HostPath login = host.files().createTemporaryDirectory("login-");
        FilePath workspace = new FilePath(agent.getChannel(), directory.toString());
        Proc left = agent.createLauncher(TaskListener.NULL)
                .launch()
                .cmds("sleep", "60")
                .envs(Map.of(AgentProcess.STEP, "step"))
                .pwd(workspace)
                .start();

        host.endLeftovers();

        assertThat(left.joinWithTimeout(10, TimeUnit.SECONDS, TaskListener.NULL)).isNotZero();
        assertThat(host.files().exists(login)).isFalse();
        assertThat(job.status().isOver()).isFalse();
        job.remove();
    }

    @Test
    public void shouldFindProgramsOnThePathOfTheBuildAlone() throws Exception {
        Path tool = directory.resolve("tool-of-the-build");
        Files.writeString(tool, "#!/bin/sh\necho found\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        Command command = Command.of("tool-of-the-build").captured().build();

        assertThat(host(new EnvVars("PATH", directory + ":/usr/bin:/bin"), () -> false)
                        .run(command, Console.silent())
                        .output())
                .isEqualTo("found\n");
        assertThatThrownBy(() -> host(new EnvVars("PATH", "/usr/bin:/bin"), () -> false)
                        .run(command, Console.silent()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("start 'tool-of-the-build'")
                .hasMessageEndingWith("Install it, or put it on the PATH of the agent.");
    }

    @Test
    public void shouldFindProgramsOnThePathOfTheBuildFirst() throws Exception {
        Path tool = directory.resolve("uname");
        Files.writeString(tool, "#!/bin/sh\necho of the build\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();

        assertThat(host(new EnvVars("PATH", directory + ":/usr/bin:/bin"), () -> false)
                        .run(Command.of("uname").captured().build(), Console.silent())
                        .output())
                .isEqualTo("of the build\n");
    }

    @Test
    public void shouldSayThatTheJvmOfTheAgentFailed() throws Exception {
        assertThatThrownBy(() -> host(new EnvVars(), () -> false)
                        .<String>call(
                                console -> {
                                    throw new OutOfMemoryError("Java heap space");
                                },
                                Console.silent()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("Could not run code on the agent: the JVM of the agent failed with"
                        + " java.lang.OutOfMemoryError: Java heap space. Look at the log of the agent, see that it has"
                        + " memory and disk left, and start it again.");
    }

    @Test
    public void shouldTouchNothingWhenJenkinsGoesDown() throws Exception {
        AgentHost host = host(new EnvVars(), () -> true);

        assertThatThrownBy(() -> host.run(Command.of("touch", "here").build(), Console.silent()))
                .hasMessageContaining("the connection to the agent was lost");
        assertThatThrownBy(() -> host.files().delete(new HostPath(directory.toString())))
                .hasMessageContaining("the connection to the agent was lost");
        assertThat(directory).isEmptyDirectory();
    }

    private AgentHost host(EnvVars environment, BooleanSupplier stopped) throws Exception {
        FilePath workspace = new FilePath(agent.getChannel(), directory.toString());
        return new AgentHost(
                new AgentConnection(workspace, stopped),
                new HostPath(directory + "@tmp"),
                "step",
                agent.createLauncher(TaskListener.NULL),
                environment);
    }
}
