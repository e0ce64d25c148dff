package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a step leaves on its node and on its run when it ends. */
public class StepReportTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void shouldColourAStepThatHasSomethingToWarnOf() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline("parallel Scan: { scanSample() }"));

        WarningAction warning = node(build, "scanSample").getPersistentAction(WarningAction.class);
        assertThat(warning.getMessage()).isEqualTo("Findings in backend: 1 CRITICAL");
        assertThat(warning.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(page(build)).contains("Findings in backend: 1 CRITICAL", ">Scan<", "scanSample");
    }

    @Test
    public void shouldColourAStepThatFailed() throws Exception {
        WorkflowRun build =
                JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("parallel a: { scanSample fail: true }, b: { echo 'b' }"));

        String sentence = "Could not let backend pass: it has 1 CRITICAL finding. Upgrade zlib.";
        ErrorAction error = node(build, "scanSample").getPersistentAction(ErrorAction.class);
        assertThat(error.getError()).hasMessage(sentence);
        assertThat(page(build)).contains(sentence, "CVE-2026-1", ">a<");
    }

    @Test
    public void shouldArchiveReportsAlsoOfAFailure() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("scanSample fail: true"));

        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .containsExactly("reports/backend.sarif");
        assertThat(page(build)).contains("href=\"../artifact/reports/backend.sarif\"");
        assertThat(JENKINS.createWebClient()
                        .goTo(build.getUrl() + "artifact/reports/backend.sarif", null)
                        .getWebResponse()
                        .getContentAsString())
                .isEqualTo("{}");
    }

    @Test
    public void shouldKeepEachStepOfALoop() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline("for (int i = 0; i < 3; i++) { scanSample() }"));

        assertThat(page(build).split("<td>scanSample</td>")).hasSize(4);
    }

    private static FlowNode node(WorkflowRun build, String step) {
        List<FlowNode> nodes = new DepthFirstScanner()
                .filteredNodes(
                        build.getExecution(), node -> step.equals(node.getDisplayFunctionName()));
        assertThat(nodes).isNotEmpty();
        return nodes.get(0);
    }

    private static String page(WorkflowRun build) throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        client.setJavaScriptEnabled(false);
        return client.getPage(build, "staged-flow/").getWebResponse().getContentAsString();
    }

    private static WorkflowJob pipeline(String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("node { " + steps + " }", true));
        return job;
    }
}
