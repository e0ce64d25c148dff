package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** The whole flow, with restarts of Jenkins while images are to be built, tested, promoted and deployed. */
public class LibraryRestartTest {
    private static final List<String> PHASES = List.of("Build and push", "Test", "Promote", "Deploy");

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private SmallFlow flow;

    @After
    public void takeDown() {
        if (flow != null) {
            flow.takeDown();
        }
    }

    @Test
    public void shouldReachProductionThroughRestarts() throws Throwable {
        flow = new SmallFlow(services, folder.getRoot().toPath());
        // One branch, so that no step of another one is cut off in the middle.
        flow.write("Jenkinsfile", SmallFlow.JENKINSFILE.replace("shards: 2", "shards: 1"));
        flow.commit("www/index.html", "restarts\n");
        sessions.then(jenkins -> {
            FlowJenkins flows = new FlowJenkins(jenkins, services);
            flows.prepare(2);
            WorkflowJob job = flows.job(flow.repository(), flow.variables());
            job.renameTo("flow");
            Pause.STAGES.addAll(PHASES);
            awaitPause(job.scheduleBuild2(0).waitForStart(), PHASES.size() - 1);
        });
        for (int phase = 1; phase < PHASES.size(); phase++) {
            int restarts = phase;
            sessions.then(jenkins -> awaitPause(goOn(jenkins, restarts), PHASES.size() - 1 - restarts));
        }
        sessions.then(jenkins -> {
            WorkflowRun build = goOn(jenkins, PHASES.size());

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(StageTree.of(build)).isEqualTo("""
                    Prepare SUCCESS
                    Checks and unit tests SUCCESS
                      Unit tests: page SUCCESS
                      Unit tests: closure SUCCESS
                    Build and push SUCCESS
                    End-to-end tests SUCCESS
                      End-to-end tests: web SUCCESS
                        Boot SUCCESS
                        Ready SUCCESS
                        Test SUCCESS
                    Scan SUCCESS
                    Promote SUCCESS
                    Release SUCCESS
                    Deploy SUCCESS
                    """);
            assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
            assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
            assertThat(flow.inProduction()).contains("/app:2");
        });
    }

    /** Lets the program go on once Jenkins has loaded it and has its agents again. */
    private static WorkflowRun goOn(JenkinsRule jenkins, int restarts) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("flow", WorkflowJob.class).getLastBuild();
        CpsFlowExecution execution = (CpsFlowExecution) build.getExecutionPromise().get();
        while (JenkinsRule.getLog(build).split("Still paused", -1).length <= restarts) {
            assertThat(build.isBuilding()).as(JenkinsRule.getLog(build)).isTrue();
            Thread.sleep(100);
        }
        execution.pause(false);
        return build;
    }

    private static void awaitPause(WorkflowRun build, int stagesLeft) throws Exception {
        CpsFlowExecution execution = (CpsFlowExecution) build.getExecutionPromise().get();
        while (Pause.STAGES.size() > stagesLeft || !execution.isPaused()) {
            assertThat(build.isBuilding()).as(JenkinsRule.getLog(build)).isTrue();
            Thread.sleep(50);
        }
    }

    /** Stops the program before the first step of each of these stages. */
    @Extension
    public static final class Pause implements GraphListener.Synchronous {
        static final Queue<String> STAGES = new ConcurrentLinkedQueue<>();

        @Override
        public void onNewHead(FlowNode node) {
            LabelAction label = node.getAction(LabelAction.class);
            if (label != null && label.getDisplayName().equals(STAGES.peek())) {
                STAGES.remove();
                try {
                    ((CpsFlowExecution) node.getExecution()).pause(true);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
