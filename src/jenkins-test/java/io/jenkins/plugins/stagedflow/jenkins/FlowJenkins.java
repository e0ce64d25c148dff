package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.EnvVars;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.slaves.DumbSlave;
import hudson.slaves.RetentionStrategy;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SampleRepository;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins in which the whole flow runs on the services: agents, credentials, and jobs whose Jenkinsfile is in git. */
final class FlowJenkins {
    private final JenkinsRule jenkins;
    private final Services services;

    FlowJenkins(JenkinsRule jenkins, Services services) {
        this.jenkins = jenkins;
        this.services = services;
    }

    /** Starts agents, each a process of its own with one executor, and adds the credentials that the Jenkinsfiles name. */
    void prepare(int agents) throws Exception {
        prepare(agents, 1);
    }

    /** Starts agents with more executors. */
    void prepare(int agents, int executors) throws Exception {
        // The remotes of the tests are directories.
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        EnvVars machine = new EnvVars(
                "DOCKER_HOST",
                services.get("DOCKER_HOST"),
                "PATH",
                services.get("PATH_ADDITION") + ":" + System.getenv("PATH"));
        for (int agent = 0; agent < agents; agent++) {
            start(agent, executors, machine);
        }
        add(ServiceCredentials.login(services, "registry", "PUSHER"));
        add(ServiceCredentials.login(services, "registry-reader", "READER"));
        add(ServiceCredentials.deployKey(services, "deploy-key"));
    }

    // With its executors from the beginning: an agent that is known already gets no more by an update.
    private void start(int number, int executors, EnvVars machine) throws Exception {
        DumbSlave agent = new DumbSlave(
                "docker" + number,
                Files.createTempDirectory(jenkins.jenkins.getRootDir().toPath(), "agent").toString(),
                jenkins.createComputerLauncher(machine));
        agent.setNumExecutors(executors);
        agent.setLabelString("docker");
        agent.setRetentionStrategy(RetentionStrategy.NOOP);
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
    }

    /** Returns a new job for the Jenkinsfile of a repository, in the sandbox; its variables are parameters of the job. */
    WorkflowJob job(SampleRepository repository, Map<String, String> variables) throws Exception {
        return job(repository.remote().toString(), "Jenkinsfile", variables);
    }

    /** Returns a new job for a file of a remote repository, likewise. */
    WorkflowJob job(String remote, String file, Map<String, String> variables) throws Exception {
        GitSCM sources = new GitSCM(
                List.of(new UserRemoteConfig(remote, null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsScmFlowDefinition(sources, file));
        List<ParameterDefinition> parameters = new ArrayList<>();
        variables.forEach((name, value) -> parameters.add(new StringParameterDefinition(name, value)));
        job.addProperty(new ParametersDefinitionProperty(parameters));
        return job;
    }

    private void add(Credentials credentials) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credentials);
    }
}
