package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What every step has in common: restarts, lost agents, stops, many builds at once. */
public class OperationExecutionTest {
    private static final int MANY = 200;
    private static final int MOST_THREADS = 20;
    private static final String WORKER = "Staged Flow worker";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void chooseFile() {
        file = folder.getRoot().toPath().resolve("there");
    }

    @Test
    public void shouldGoOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            agent(jenkins);
            awaitStart(jenkins, started(jenkins, "waiting"));
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("waiting", WorkflowJob.class)
                    .getLastBuild();
            assertThat(Files.readAllLines(starts())).hasSize(1);

            Files.createFile(file);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("was there: true", build);
        });
    }

    @Test
    public void shouldGoOnWhenTheAgentComesBack() throws Throwable {
        sessions.then(jenkins -> {
            DumbSlave agent = agent(jenkins);
            WorkflowRun build = started(jenkins, "interrupted");
            awaitStart(jenkins, build);

            agent.toComputer().disconnect(new OfflineCause.UserCause(null, "a test")).get();
            Thread.sleep(3_000);
            assertThat(Files.readAllLines(starts())).hasSize(1);
            agent.toComputer().connect(false).get();
            Files.createFile(file);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("was there: true", build);
        });
    }

    @Test
    public void shouldEndWhatItStartedWhenItIsStopped() throws Throwable {
        sessions.then(jenkins -> {
            agent(jenkins);
            WorkflowRun build = started(jenkins, "stopped");
            awaitStart(jenkins, build);
            assertThat(processes()).isNotEmpty();

            build.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(processes()).isEmpty();
        });
    }

    @Test
    public void shouldEndAtOnceWhenItIsStoppedWhileTheAgentIsAway() throws Throwable {
        sessions.then(jenkins -> {
            DumbSlave agent = agent(jenkins);
            WorkflowRun build = started(jenkins, "stopped-without-agent");
            awaitStart(jenkins, build);
            agent.toComputer().disconnect(new OfflineCause.UserCause(null, "a test")).get();
            jenkins.waitForMessage("going on when it is back", build);

            build.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            Files.createFile(file);
        });
    }

    @Test
    public void shouldDriveManyBuildsWithFewThreads() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.setNumExecutors(MANY + 1);
            int before = threads("").size();
            // One JVM runs all sessions: a thread of the one before may still be ending.
            int ending = threads(WORKER).size();
            List<WorkflowRun> builds = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                builds.add(started(jenkins, "one-of-many-" + i, "built-in"));
            }
            for (WorkflowRun build : builds) {
                jenkins.waitForMessage("waitForFile", build);
            }
            assertThat(threads(WORKER)).hasSizeLessThanOrEqualTo(MOST_THREADS + ending);
            System.out.printf(
                    "%d builds wait; %d threads of ours, %d threads in all, %d before%n",
                    MANY, threads(WORKER).size(), threads("").size(), before);
            jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());

            Files.createFile(file);

            for (WorkflowRun build : builds) {
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            }
        });
    }

    private static DumbSlave agent(JenkinsRule jenkins) throws Exception {
        return jenkins.createOnlineSlave(Label.get("agent"));
    }

    private WorkflowRun started(JenkinsRule jenkins, String name) throws Exception {
        return started(jenkins, name, "agent");
    }

    private WorkflowRun started(JenkinsRule jenkins, String name, String label) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "node('%s') { def waited = waitForFile('%s'); echo \"was there: ${waited.there}\" }"
                        .formatted(label, file),
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private void awaitStart(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        jenkins.waitForMessage("waiting for " + file, build);
        while (!Files.exists(starts())) {
            Thread.sleep(50);
        }
    }

    private Path starts() {
        return file.resolveSibling("there.starts");
    }

    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(file.toString()))
                .toList();
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
