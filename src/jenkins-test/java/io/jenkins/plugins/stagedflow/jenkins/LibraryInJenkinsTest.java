package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.EnvVars;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SampleRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The shared library as it comes with the plugin, in the sandbox, on agents of their own processes. */
public class LibraryInJenkinsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final int AGENTS = 3;
    private static final Services SERVICES = Services.running();

    @BeforeClass
    public static void startAgents() throws Exception {
        EnvVars machine = new EnvVars(
                "DOCKER_HOST",
                SERVICES.get("DOCKER_HOST"),
                "PATH",
                SERVICES.get("PATH_ADDITION") + ":" + System.getenv("PATH"));
        for (int agent = 0; agent < AGENTS; agent++) {
            JENKINS.createOnlineSlave(Label.get("docker"), machine);
        }
        add(login("registry", "PUSHER"));
        add(login("registry-reader", "READER"));
        add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "deploy-key",
                SERVICES.get("SSH_USER"),
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(SERVICES.contentOf("SSH_KEY_FILE") + "\n"),
                "",
                ""));
    }

    @Test
    public void shouldCarryTheSampleStackToProduction() throws Exception {
        SampleRepository repository = SampleRepository.ofProject(FOLDER.newFolder().toPath());
        Path production = repository.cloneTo(FOLDER.newFolder().toPath().resolve("production"));
        setVariables(repository.variables(SERVICES, production));
        try {
            WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline(repository));

            assertThat(StageTree.of(build)).isEqualTo(Files.readString(Path.of("src/test/resources/flow-tree.txt")));
            assertThat(build.getDescription())
                    .contains("Promoted " + repository.tag() + " to latest", "Released ", "Deployed ");
        } finally {
            repository.takeDown(SERVICES, production);
        }
    }

    @Test
    public void shouldRefuseAWrongConfigurationBeforeAnyStage() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "", """
                stagedFlow(images: 4, registry: 'localhost:1', unitTests: [a: 'true'], build: 'true')
                """);

        JENKINS.assertLogContains("stagedFlow: the key 'images' wants a list of texts", build);
        assertThat(StageTree.of(build)).isEmpty();
    }

    @Test
    public void shouldBuildNoImageAfterAFailedUnitTest() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "", """
                stagedFlow(agent: 'docker', images: ['a'], registry: 'localhost:1',
                    unitTests: [good: 'true', bad: 'exit 3'], build: 'echo images are built')
                """);

        assertThat(StageTree.of(build)).isEqualTo("""
                Prepare
                Checks and unit tests
                  Unit tests: good
                  Unit tests: bad
                """);
        JENKINS.assertLogNotContains("images are built", build);
    }

    @Test
    public void shouldPushNothingOfAFork() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "somebody", """
                stagedFlow(agent: 'docker', images: ['a'], registry: 'localhost:1', unitTests: [good: 'true'],
                    build: 'echo images are built', endToEndTests: [all: 'false'])
                """);

        assertThat(StageTree.of(build)).isEqualTo("""
                Prepare
                Checks and unit tests
                  Unit tests: good
                Build and push
                """);
        JENKINS.assertLogContains("the change comes from a fork", build);
        JENKINS.assertLogContains("images are built", build);
    }

    private static WorkflowRun run(Result result, String fork, String script) throws Exception {
        SampleRepository repository = SampleRepository.empty(FOLDER.newFolder().toPath());
        repository.commit("Jenkinsfile", "@Library('staged-flow') _\n" + script);
        setVariables(fork.isEmpty() ? Map.of() : Map.of("CHANGE_FORK", fork));
        return JENKINS.buildAndAssertStatus(result, pipeline(repository));
    }

    private static WorkflowJob pipeline(SampleRepository repository) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsScmFlowDefinition(
                new SourcesScm(repository.remote().toString()), "Jenkinsfile"));
        return job;
    }

    private static void setVariables(Map<String, String> variables) throws Exception {
        EnvironmentVariablesNodeProperty property = new EnvironmentVariablesNodeProperty();
        property.getEnvVars().putAll(variables);
        JENKINS.jenkins.getGlobalNodeProperties().replaceBy(List.of(property));
    }

    private static Credentials login(String id, String who) throws Exception {
        return new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, id, "", SERVICES.get(who + "_USER"), SERVICES.contentOf(who + "_PASSWORD_FILE"));
    }

    private static void add(Credentials credentials) throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credentials);
    }
}
