package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import io.jenkins.plugins.stagedflow.library.Trouble;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runners.MethodSorters;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * How flows end in a Jenkins: in the chained jobs of the documentation, and when something goes wrong, with the stages
 * and results that the local runner has. One production and one Jenkins for all; the chain brings that production up.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class FlowOutcomesTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Services SERVICES = Services.running();
    private static final FlowJenkins FLOWS = new FlowJenkins(JENKINS, SERVICES);
    private static SmallFlow flow;
    private static ChainedJobs chain;

    @BeforeClass
    public static void runTheChain() throws Exception {
        FLOWS.prepare(2);
        flow = new SmallFlow(SERVICES, FOLDER.getRoot().toPath());
        chain = new ChainedJobs(JENKINS, FLOWS, flow);
        flow.commit("chain.txt", "chain\n");
        chain.run();
    }

    @AfterClass
    public static void takeDown() {
        flow.takeDown();
        assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
    }

    @Test
    public void a_shouldReachProductionThroughTheChainedJobs() throws Exception {
        assertThat(chain.results()).as(chain.log()).isEqualTo("""
                stack-tests #1 SUCCESS
                docker #1 SUCCESS after stack-tests
                release-deploy #1 SUCCESS after docker
                """);
        assertThat(flow.digest("latest"))
                .isNotEmpty()
                .isEqualTo(flow.digest(flow.repository().tag()))
                .isEqualTo(flow.digest(flow.repository().releases()));
        assertThat(flow.inProduction())
                .endsWith("/app:" + flow.repository().releases());
    }

    @Test
    public void b_shouldStopTheChainAtAFailure() throws Exception {
        Trouble.UNIT_TEST.commitTo(flow);

        chain.run();

        assertThat(chain.results()).isEqualTo("""
                stack-tests #2 FAILURE
                docker #1 SUCCESS after stack-tests
                release-deploy #1 SUCCESS after docker
                """);
    }

    @Test
    public void c_shouldBuildNothingAfterAFailedUnitTest() throws Exception {
        WorkflowRun build = runInto(Trouble.UNIT_TEST);

        JENKINS.assertLogNotContains("docker build", build);
        assertThat(flow.digest(flow.repository().tag())).isEmpty();
    }

    @Test
    public void d_shouldNotPromoteAfterAFailedShard() throws Exception {
        String latest = flow.digest("latest");

        WorkflowRun build = runInto(Trouble.SHARD);

        JENKINS.assertLogContains("shard 2 has ended", build);
        assertThat(flow.digest("latest")).isEqualTo(latest);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .anyMatch(file -> file.contains("logs/web-1-2/"));
    }

    @Test
    public void d_shouldTestNothingWithoutAnImage() throws Exception {
        WorkflowRun build = runInto(Trouble.NO_IMAGE);

        JENKINS.assertLogContains("Not tested: the images were not built and pushed", build);
        JENKINS.assertLogNotContains("The logs of the stack could not be collected", build);
        JENKINS.assertLogNotContains("could not be taken down", build);
    }

    @Test
    public void e_shouldNotPromoteWithAFinding() throws Exception {
        String latest = flow.digest("latest");

        runInto(Trouble.FINDING);

        assertThat(flow.digest("latest")).isEqualTo(latest);
    }

    @Test
    public void f_shouldGoBackWhenProductionIsUnhealthy() throws Exception {
        String latest = flow.digest("latest");
        String before = flow.inProduction();

        WorkflowRun build = runInto(Trouble.PRODUCTION);

        assertThat(flow.inProduction()).isNotEmpty().isEqualTo(before);
        assertThat(flow.digest("latest"))
                .isNotEqualTo(latest)
                .isEqualTo(flow.digest(flow.repository().tag()));
        assertThat(build.getDescription())
                .contains("Deployment of ", " failed: ", " and latest stand as they are");
    }

    @Test
    public void g_shouldRefuseTheSecondOfTwoDeploymentsAtOnce() throws Exception {
        String before = flow.inProduction();
        AtomicBoolean asked = new AtomicBoolean();
        AtomicBoolean healthy = new AtomicBoolean();
        String url = flow.variables().get("DEPLOY_HEALTH_URL");
        try (FaultProxy proxy = new FaultProxy(URI.create(url).getAuthority())) {
            proxy.always(request -> true, passing -> {
                asked.set(true);
                passing.answer(healthy.get() ? 200 : 503, "");
            });
            WorkflowRun first = deploy("http://" + proxy.address() + "/");
            while (!asked.get()) {
                assertThat(first.isBuilding()).as(JenkinsRule.getLog(first)).isTrue();
                Thread.sleep(50);
            }
            String between = flow.inProduction();

            WorkflowRun second = JENKINS.waitForCompletion(deploy(url));

            JENKINS.assertBuildStatus(Result.FAILURE, second);
            JENKINS.assertLogContains("another deployment to " + flow.variables().get("DEPLOY_DIRECTORY"), second);
            JENKINS.assertLogContains("Nothing was changed on the target.", second);
            assertThat(flow.inProduction()).isEqualTo(between).isNotEqualTo(before);
            healthy.set(true);
            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(first));
            assertThat(flow.inProduction()).isEqualTo(between);
        }
    }

    private static WorkflowRun deploy(String healthUrl) throws Exception {
        Map<String, String> variables = new HashMap<>(flow.variables());
        variables.put("DEPLOY_HEALTH_URL", healthUrl);
        variables.put("DEPLOY_HEALTH_TIMEOUT", "240");
        return chain.job("release-deploy", variables).scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun runInto(Trouble trouble) throws Exception {
        trouble.commitTo(flow);
        WorkflowRun build =
                JENKINS.buildAndAssertStatus(Result.FAILURE, FLOWS.job(flow.repository(), flow.variables()));
        assertThat(StageTree.of(build)).isEqualTo(trouble.tree());
        return build;
    }
}
