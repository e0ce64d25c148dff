package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.stagedflow.SampleStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Each of the seven steps when its agent is killed or stopped and comes back after a while, and when the build is aborted. */
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
        try (SlowFlow flow = new SlowFlow(stack, directory);
                InboundAgent agent = inboundAgent()) {
            agent.start();
            WorkflowRun build = started();
            flow.awaitFirst(log(build));
            assertThat(flow.processes()).isNotEmpty();
            assertStatus(build, "k3sBoot", "parallelPush", "cranePromote", "calverRelease", "sshDeploy");
            agent.kill();
            comeBack(agent);
            flow.openFirst();
            flow.awaitLast(log(build));
            assertStatus(build, "stackReady", "trivyScan");
            agent.stop();
            comeBack(agent);
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

    private InboundAgent inboundAgent() throws Exception {
        Properties settings = SlowFlow.settings(directory);
        SlowFlow.addCredentials(settings);
        return new InboundAgent(
                JENKINS, "agent" + stack.name(), workspaces().resolve("inbound"), SlowFlow.environment(settings));
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

    // What the thread dump of a Pipeline shows.
    private void assertStatus(WorkflowRun build, String... steps) {
        String dump = ((CpsFlowExecution) build.getExecution()).getThreadDump().toString();
        assertThat(steps)
                .allSatisfy(step ->
                        assertThat(dump).contains("DSL.%s(running on agent%s)".formatted(step, stack.name())));
    }

    private static void comeBack(InboundAgent agent) throws Exception {
        Thread.sleep(Duration.ofSeconds(AWAY).toMillis());
        agent.start();
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
        assertThat(flow.processes()).isEmpty();
        flow.assertNothingLeftIn(workspaces());
        flow.assertNoSecretIn(build.getRootDir().toPath(), workspaces(), flow.state());
    }

    private static Path workspaces() {
        return JENKINS.jenkins.getRootDir().toPath().resolve("agent-work-dirs");
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
