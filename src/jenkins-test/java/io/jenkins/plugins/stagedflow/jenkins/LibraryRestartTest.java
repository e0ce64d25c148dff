package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * The whole flow, its cluster booted beside the build, with restarts of Jenkins while images are to be built,
 * pulled, tested, promoted and deployed; with
 * {@code -Dstagedflow.restarts=all} after each of its steps, which takes more than ten minutes.
 */
public class LibraryRestartTest {
    private static final List<String> STAGES = List.of("Build and push", "Boot", "Test", "Promote", "Deploy");
    private static final boolean ALL = "all".equals(System.getProperty("stagedflow.restarts"));

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private SmallFlow flow;
    private int restarts;
    private boolean ended;

    @After
    public void takeDown() {
        if (flow != null) {
            flow.takeDown();
        }
    }

    @Test
    public void shouldReachProductionThroughRestarts() throws Throwable {
        flow = new SmallFlow(services, folder.getRoot().toPath());
        // One shard, so that its places are reached by themselves.
        flow.write("Jenkinsfile", SmallFlow.besideBuild().replace("shards: 2", "shards: 1"));
        flow.commit("www/index.html", "restarts\n");
        sessions.then(jenkins -> {
            FlowJenkins flows = new FlowJenkins(jenkins, services);
            flows.prepare(1);
            WorkflowJob job = flows.job(flow.repository(), flow.variables());
            job.renameTo("flow");
            PauseBetweenSteps.in(ALL ? null : STAGES);
            awaitPauseOrEnd(job.scheduleBuild2(0).waitForStart());
        });
        while (!ended) {
            restarts++;
            sessions.then(jenkins -> {
                WorkflowRun build = goOn(jenkins);
                awaitPauseOrEnd(build);
                if (ended) {
                    checkEnd(jenkins, build);
                }
            });
        }
        assertThat(restarts).isGreaterThanOrEqualTo(STAGES.size());
    }

    /** Lets the program go on once Jenkins has loaded it. */
    private WorkflowRun goOn(JenkinsRule jenkins) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("flow", WorkflowJob.class).getLastBuild();
        CpsFlowExecution execution = (CpsFlowExecution) build.getExecutionPromise().get();
        while (JenkinsRule.getLog(build).split("Still paused", -1).length <= restarts) {
            assertThat(build.isBuilding()).as(JenkinsRule.getLog(build)).isTrue();
            Thread.sleep(50);
        }
        execution.pause(false);
        return build;
    }

    private void awaitPauseOrEnd(WorkflowRun build) throws Exception {
        CpsFlowExecution execution = (CpsFlowExecution) build.getExecutionPromise().get();
        while (build.isBuilding() && !PauseBetweenSteps.isBetween(execution)) {
            Thread.sleep(50);
        }
        ended = !build.isBuilding();
        System.out.println(
                (ended ? "Ended after restarts: " : "Restart: ") + (ended ? restarts : restarts + 1) + PauseBetweenSteps.places());
    }

    private void checkEnd(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(StageTree.of(build)).isEqualTo("""
                Prepare SUCCESS
                Checks and unit tests SUCCESS
                  Unit tests: page SUCCESS
                  Unit tests: closure SUCCESS
                Images and end-to-end tests SUCCESS
                  Images SUCCESS
                    Build and push SUCCESS
                  End-to-end tests: web SUCCESS
                    Start k3s SUCCESS
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
        assertThat(flow.repository().releases()).as("releases").hasLineCount(1);
        assertThat(flow.inProduction()).endsWith("/app:" + flow.repository().releases());
    }
}
