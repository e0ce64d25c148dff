package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SampleRepository;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
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

    private static final Services SERVICES = Services.running();
    private static final FlowJenkins FLOWS = new FlowJenkins(JENKINS, SERVICES);

    @BeforeClass
    public static void startAgents() throws Exception {
        FLOWS.prepare(3);
    }

    @After
    public void nothingWaitsForApproval() {
        assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
    }

    @Test
    public void shouldCarryTheSampleStackToProduction() throws Exception {
        SampleRepository repository =
                SampleRepository.ofProject(FOLDER.newFolder().toPath());
        Path production = repository.cloneTo(FOLDER.newFolder().toPath().resolve("production"));
        try {
            WorkflowRun build =
                    JENKINS.buildAndAssertSuccess(FLOWS.job(repository, repository.variables(SERVICES, production)));

            assertThat(StageTree.of(build)).isEqualTo(Files.readString(Path.of("src/test/resources/flow-tree.txt")));
            assertThat(build.getDescription())
                    .contains("Promoted " + repository.tag() + " to latest", "Released ", "Deployed ");
        } finally {
            repository.takeDown(SERVICES, production);
        }
    }

    @Test
    public void shouldRefuseAWrongConfigurationBeforeAnyStage() throws Exception {
        StringBuilder script = new StringBuilder();
        WrongCalls.SENTENCES
                .keySet()
                .forEach(call -> script.append("try { ")
                        .append(call)
                        .append("; echo 'accepted' } catch (e) { echo e.message }\n"));

        WorkflowRun build = run(Result.SUCCESS, Map.of(), script.toString());

        for (String sentence : WrongCalls.SENTENCES.values()) {
            JENKINS.assertLogContains(sentence, build);
        }
        JENKINS.assertLogNotContains("accepted", build);
        JENKINS.assertLogNotContains("Running on", build);
        assertThat(StageTree.of(build)).isEmpty();
    }

    @Test
    public void shouldPushNothingOfAFork() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, Map.of("CHANGE_FORK", "somebody"), """
                stagedFlow(agent: 'docker', images: ['a'], registry: 'localhost:1', unitTests: [good: 'true'],
                    build: 'echo images are built', endToEndTests: [all: 'false'])
                """);

        assertThat(StageTree.of(build)).isEqualTo("""
                Prepare SUCCESS
                Checks and unit tests SUCCESS
                  Unit tests: good SUCCESS
                Build and push SUCCESS
                """);
        JENKINS.assertLogContains("the change comes from a fork", build);
        JENKINS.assertLogContains("images are built", build);
    }

    @Test
    public void shouldRunACheckInAContainerOfAPod() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, Map.of(), """
                codeQuality(checks: [mine: 'echo "checked in $IN_CONTAINER"; git rev-parse HEAD'],
                    agent: [podTemplate: 'kind: Pod', container: 'uv'])
                """);

        JENKINS.assertLogContains("Pod: kind: Pod", build);
        JENKINS.assertLogContains("checked in uv", build);
    }

    @Test
    public void shouldBeLoadedFromARepositoryForThoseWhoPinIt() throws Exception {
        SampleRepository pinned = SampleRepository.empty(FOLDER.newFolder().toPath());
        FileUtils.copyDirectory(
                new File("library"), pinned.sources().resolve("library").toFile());
        pinned.commit("library/vars/ofTheRepository.groovy", "def call() { echo 'of the repository' }\n");

        WorkflowRun build = runAsItIs(Result.SUCCESS, Map.of(), """
                library(identifier: 'staged-flow-pinned@main', retriever: modernSCM(
                    scm: [$class: 'GitSCMSource', remote: '%s'], libraryPath: 'library/'))
                ofTheRepository()
                codeQuality(agent: 'docker', checks: [mine: 'echo checked'])
                """.formatted(pinned.remote()));

        JENKINS.assertLogContains("of the repository", build);
        JENKINS.assertLogContains("checked", build);
    }

    private static WorkflowRun run(Result result, Map<String, String> variables, String script) throws Exception {
        return runAsItIs(result, variables, "@Library('staged-flow') _\n" + script);
    }

    private static WorkflowRun runAsItIs(Result result, Map<String, String> variables, String script)
            throws Exception {
        SampleRepository repository = SampleRepository.empty(FOLDER.newFolder().toPath());
        repository.commit("Jenkinsfile", script);
        return JENKINS.buildAndAssertStatus(result, FLOWS.job(repository, variables));
    }
}
