package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Each of the seven steps when its agent goes away for a while, and when the build is aborted; what an agent does then. */
public class InterruptedFlowTest {
    /** How long the agent is away, in seconds. */
    private static final int AWAY = Integer.getInteger("stagedflow.outage", 5);

    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final SampleStack stack = new SampleStack();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory;

    @Before
    public void remove() throws Exception {
        directory = folder.getRoot().toPath();
        if (JENKINS.jenkins.getItem("flow") != null) {
            JENKINS.jenkins.getItem("flow").delete();
        }
    }

    @Test
    public void shouldGoOnWhenTheAgentWasAway() throws Exception {
        try (SlowFlow flow = new SlowFlow(stack, directory)) {
            DumbSlave agent = agent();
            WorkflowRun build = started();
            flow.awaitFirst(log(build));
            goAway(agent);
            flow.openFirst();
            flow.awaitLast(log(build));
            goAway(agent);
            flow.openLast();

            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
            flow.assertDoneOnce(log(build).get());
            assertNothingLeft(flow, build);
        }
    }

    @Test
    public void shouldLeaveNothingWhenTheBuildIsAborted() throws Exception {
        try (SlowFlow flow = new SlowFlow(stack, directory)) {
            agent();
            WorkflowRun first = started();
            flow.awaitFirst(log(first));
            assertThat(flow.processes()).isNotEmpty();

            abort(first);

            assertNothingLeft(flow, first);
            flow.assertNothingMoved();

            WorkflowRun last = started();
            flow.openFirst();
            flow.awaitLast(log(last));
            assertThat(flow.processes()).isNotEmpty();

            abort(last);

            assertNothingLeft(flow, last);
        }
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
        DumbSlave agent = JENKINS.createOnlineSlave();
        FilePath workspace = new FilePath(agent.getChannel(), directory.toString());
        return new AgentHost(
                new AgentConnection(workspace, stopped),
                new HostPath(directory + "@tmp"),
                "step",
                agent.createLauncher(TaskListener.NULL),
                environment);
    }

    private DumbSlave agent() throws Exception {
        Properties settings = SlowFlow.settings(directory);
        SlowFlow.addCredentials(settings);
        return JENKINS.createOnlineSlave(Label.get("agent" + stack.name()), SlowFlow.environment(settings));
    }

    private WorkflowRun started() throws Exception {
        Properties settings = SlowFlow.settings(directory);
        settings.setProperty("script", settings.getProperty("script").replace("node('agent')", "node('agent" + stack.name() + "')"));
        WorkflowJob job = JENKINS.jenkins.getItemByFullName("flow", WorkflowJob.class);
        return (job == null ? SlowFlow.job(JENKINS, settings) : job).scheduleBuild2(0).waitForStart();
    }

    private static void goAway(DumbSlave agent) throws Exception {
        agent.toComputer().disconnect(new OfflineCause.UserCause(null, "a test")).get();
        Thread.sleep(Duration.ofSeconds(AWAY).toMillis());
        agent.toComputer().connect(false).get();
    }

    private static void abort(WorkflowRun build) throws Exception {
        long start = System.nanoTime();
        build.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("The build ended " + took.toMillis() + " ms after it was aborted");
        assertThat(took).isLessThan(AT_ONCE);
    }

    private void assertNothingLeft(SlowFlow flow, WorkflowRun build) throws IOException {
        Path workspaces = JENKINS.jenkins.getRootDir().toPath().resolve("agent-work-dirs");
        assertThat(flow.processes()).isEmpty();
        flow.assertNothingLeftIn(workspaces);
        flow.assertNoSecretIn(build.getRootDir().toPath(), workspaces, flow.state());
    }

    private static Supplier<String> log(WorkflowRun build) {
        return () -> {
            try {
                return JenkinsRule.getLog(build);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }
}
