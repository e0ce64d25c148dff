package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.slaves.DumbSlave;
import hudson.slaves.RetentionStrategy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds that wait in {@code stackReady} cost the controller next to nothing, however many they are. */
public class ManyStacksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final int MANY = 200;
    private static final int MOST_THREADS = 20;
    private static final Duration TO_SETTLE = Duration.ofSeconds(60);
    private static final Duration RESPONSIVE = Duration.ofSeconds(10);
    // The programs that a stack is made ready with, as far as it asks them: the controller is what is looked at here.
    private static final String DOCKER = """
            #!/bin/sh
            case "$*" in
            *version*) echo v2.0 ;;
            *services*) echo web ;;
            *inspect*) echo '[]' ;;
            esac
            """;
    private static final String KUBECTL = """
            #!/bin/sh
            case "$*" in
            *nodes*) echo '{"items":[{"metadata":{"name":"n"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}]}' ;;
            esac
            """;

    @Test
    public void shouldWaitForManyStacksWithFewThreads() throws Exception {
        DumbSlave agent = agent();
        JENKINS.buildAndAssertSuccess(job("first", agent, "echo 'all classes are there'"));
        smallJob("before");
        int before = threads();

        List<WorkflowRun> builds = new ArrayList<>();
        WorkflowJob waiting = job("waiting", agent, ready());
        for (int i = 0; i < MANY; i++) {
            // Two requests that say the same would become one build.
            ParametersAction number = new ParametersAction(new StringParameterValue("NUMBER", String.valueOf(i)));
            builds.add(waiting.scheduleBuild2(0, number).waitForStart());
        }
        awaitWaiting();
        int added = settled(before + MOST_THREADS) - before;
        Duration small = smallJob("meanwhile");
        System.out.printf(
                "%d builds wait in stackReady: %d threads added to %d, a small job took %d ms%n",
                MANY, added, before, small.toMillis());
        assertThat(added).as(names().toString()).isLessThanOrEqualTo(MOST_THREADS);
        assertThat(small).isLessThan(RESPONSIVE);

        WorkflowRun stopped = builds.remove(0);
        stopped.getExecutor().interrupt();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(stopped));
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                """);
        for (WorkflowRun build : builds) {
            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        }
        JENKINS.assertLogContains("is ready", builds.get(MANY - 2));
    }

    private static DumbSlave agent() throws Exception {
        Path tools = FOLDER.newFolder("tools").toPath();
        tool(tools.resolve("docker"), DOCKER);
        tool(tools.resolve("kubectl"), KUBECTL);
        DumbSlave agent = new DumbSlave(
                "many",
                FOLDER.newFolder("agent").toString(),
                JENKINS.createComputerLauncher(new EnvVars("PATH", tools + ":" + System.getenv("PATH"))));
        agent.setNumExecutors(MANY);
        agent.setRetentionStrategy(RetentionStrategy.NOOP);
        JENKINS.jenkins.addNode(agent);
        JENKINS.waitOnline(agent);
        return agent;
    }

    private static void tool(Path file, String script) throws IOException {
        Files.writeString(file, script);
        file.toFile().setExecutable(true);
    }

    // A boot has come to its end, and its k3s has not written the kubeconfig.
    private static String ready() {
        return """
                writeFile file: 'compose.yaml', text: 'services: {web: {image: app}}'
                def boot = [version: 'v1.32.11+k3s1', kubeconfig: '%s', stateDirectory: '.', reused: false, jobs: [], \
                    manifests: [], seconds: 1]
                writeFile file: pwd(tmp: true) + '/staged-flow/boot.json', text: groovy.json.JsonOutput.toJson(boot)
                writeFile file: "%s/${env.BUILD_TAG}", text: ''
                def ready = stackReady(composeFiles: ['compose.yaml'], projectName: 'many', nodeTimeout: 600)
                echo "the cluster is ready, containers: ${ready.services.size()}"
                """.formatted(kubeconfig(), started());
    }

    private static Path kubeconfig() {
        return FOLDER.getRoot().toPath().resolve("k3s.yaml");
    }

    private static Path started() {
        return FOLDER.getRoot().toPath();
    }

    private static WorkflowJob job(String name, DumbSlave agent, String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, name);
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        job.setDefinition(new CpsFlowDefinition("node('%s') {\n%s\n}".formatted(agent.getNodeName(), steps), true));
        return job;
    }

    // What Jenkins' own threads do while builds start ends a moment later.
    private static int settled(int wanted) throws InterruptedException {
        long end = System.nanoTime() + TO_SETTLE.toNanos();
        int now = threads();
        while (now > wanted && System.nanoTime() < end) {
            Thread.sleep(500);
            now = threads();
        }
        return now;
    }

    private static void awaitWaiting() throws Exception {
        while (started().toFile().list((directory, name) -> name.startsWith("jenkins-waiting-")).length < MANY) {
            Thread.sleep(200);
        }
        // Each goes from there to its step.
        Thread.sleep(3_000);
    }

    private static Duration smallJob(String name) throws Exception {
        long start = System.nanoTime();
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "small-" + name);
        job.setDefinition(new CpsFlowDefinition("node('built-in') { echo 'small' }", true));
        JENKINS.buildAndAssertSuccess(job);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static Map<String, Long> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("[0-9a-f]{2,}|[0-9]+|\\[.*", "#"),
                        Collectors.counting()));
    }
}
