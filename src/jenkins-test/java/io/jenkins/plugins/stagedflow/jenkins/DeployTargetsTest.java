package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.stagedflow.jenkins.config.DeployTarget;
import io.jenkins.plugins.stagedflow.jenkins.config.StagedFlowConfiguration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The named targets of sshDeploy and the defaults of steps, in Pipelines. */
public class DeployTargetsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final StagedFlowConfiguration configuration = StagedFlowConfiguration.get();

    @Before
    public void configure() throws Exception {
        DeployTarget target = new DeployTarget("production", "app.example.org");
        target.setDirectory("/srv/app");
        target.setHostKey("SHA256:" + "A".repeat(43));
        target.setCredentialsId("system-key");
        target.setAllowedJobs("allowed*");
        configuration.setTargets(List.of(target));
        configuration.setOnlyTargets(true);
        configuration.setRegistry("127.0.0.1:9");
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.SYSTEM,
                        "system-key",
                        "deploy",
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(
                                "-----BEGIN OPENSSH PRIVATE KEY-----\nno real key\n-----END OPENSSH PRIVATE KEY-----\n"),
                        "",
                        ""));
    }

    @Test
    public void shouldDeployToATargetByItsName() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline(
                "allowed-job", "def d = sshDeploy(target: 'production', healthUrl: 'http://localhost/', plan: true)\necho d.target"));

        JENKINS.assertLogContains("deploy@app.example.org:22", build);
    }

    @Test
    public void shouldRefuseATargetToOtherJobs() throws Exception {
        assertFails(
                "other-job",
                "sshDeploy target: 'production', healthUrl: 'http://localhost/', plan: true",
                "ERROR: target: 'production' is not valid; expected a deploy target that is set up in this Jenkins for"
                        + " other-job.");
    }

    @Test
    public void shouldRefuseOtherHosts() throws Exception {
        assertFails(
                "allowed-host",
                "sshDeploy host: 'evil.example.org', directory: '/', hostKey: 'x', plan: true",
                "ERROR: host: 'evil.example.org' is not valid; expected a target by its name instead");
    }

    @Test
    public void shouldRefuseToSendTheKeyElsewhere() throws Exception {
        assertFails(
                "allowed-elsewhere",
                "sshDeploy target: 'production', host: 'evil.example.org', plan: true",
                "ERROR: host: 'evil.example.org' is not valid; expected nothing here: the target says it.");
    }

    @Test
    public void shouldNotGiveTheSystemKeyToAJenkinsfile() throws Exception {
        configuration.setOnlyTargets(false);
        assertFails(
                "allowed-key",
                "sshDeploy host: 'app.example.org', directory: '/', hostKey: 'x', credentialsId: 'system-key', plan: true",
                "ERROR: credentialsId: 'system-key' is not valid");
    }

    @Test
    public void shouldUseTheDefaultRegistry() throws Exception {
        assertFails(
                "allowed-push",
                "cranePromote images: ['base'], from: 'sha-1234567', namespace: 'me'",
                "127.0.0.1:9");
    }

    private static void assertFails(String name, String step, String message) throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline(name, step));
        JENKINS.assertLogContains(message, build);
        JENKINS.assertLogNotContains("\tat io.jenkins", build);
    }

    private static WorkflowJob pipeline(String name, String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("node { " + steps + " }", true));
        return job;
    }
}
