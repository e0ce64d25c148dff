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
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.Condition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds that wait in {@code stackReady} cost the controller next to nothing, however many they are. */
public class ManyStacksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final int MANY = 200;
    private static final int MOST_THREADS = 20;
    private static final int DRIVEN = 2;
    private static final int LAST = 6;
    private static final int LOOKS = 60;
    private static final Duration TO_SETTLE = Duration.ofSeconds(90);
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
            *nodes*)
                ready=False
                [ ! -e "$(dirname "$0")/ready" ] || ready=True
                echo '{"items":[{"metadata":{"name":"n"},"status":{"conditions":[{"type":"Ready","status":"'$ready'"}]}}]}'
                ;;
            esac
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static int before;
    private Path tools;

    @Before
    public void makeTools() throws IOException {
        tools = folder.newFolder("tools").toPath();
        tool(tools.resolve("docker"), DOCKER);
        tool(tools.resolve("kubectl"), KUBECTL);
    }

    @Test
    public void shouldWaitForManyStacksWithFewThreads() throws Exception {
        makeNodeReady();
        DumbSlave agent = agent();
        List<WorkflowRun> builds = started("many", "NONE=");
        assertFewThreads("stackReady");

        abort(builds.subList(0, MANY - LAST));
        writeKubeconfig();
        assertLastSucceed(builds);
        JENKINS.assertLogContains("is ready", builds.get(MANY - 1));
        JENKINS.jenkins.removeNode(agent);
    }

    @Test
    public void shouldWaitForManyStacksOfTheBuiltInNodeWithFewThreads() throws Exception {
        JENKINS.jenkins.setNumExecutors(MANY + 1);
        List<WorkflowRun> builds = started("built-in", "PATH=" + tools + ":" + System.getenv("PATH"));
        assertFewThreads("stackReady on the built-in node");
        assertThat(status(builds.get(MANY - 1)))
                .contains("DSL.stackReady(waiting for what was started on the built-in node)");

        writeKubeconfig();
        assertFewThreads("stackReady on the built-in node, for nodes of the cluster");
        assertThat(builds.stream().map(ManyStacksTest::status))
                .areExactly(DRIVEN, containing("DSL.stackReady(running on the built-in node)"))
                .areExactly(MANY - DRIVEN, containing("DSL.stackReady(waiting for one of the threads of Staged Flow)"));

        abort(builds.subList(0, MANY - LAST));
        makeNodeReady();
        assertLastSucceed(builds);
    }

    private static void assertLastSucceed(List<WorkflowRun> builds) throws Exception {
        for (WorkflowRun build : builds.subList(MANY - LAST, MANY)) {
            JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        }
    }

    @BeforeClass
    public static void countThreads() throws Exception {
        JENKINS.buildAndAssertSuccess(job("first", "built-in", "echo 'all classes are there'"));
        smallJob("before");
        before = threads();
    }

    private List<WorkflowRun> started(String node, String variable) throws Exception {
        List<WorkflowRun> builds = new ArrayList<>();
        WorkflowJob waiting = job("waiting-" + node, node, "withEnv(['" + variable + "']) {\n" + ready() + "}");
        for (int i = 0; i < MANY; i++) {
            // Two requests that say the same would become one build.
            ParametersAction number = new ParametersAction(new StringParameterValue("NUMBER", String.valueOf(i)));
            builds.add(waiting.scheduleBuild2(0, number).waitForStart());
        }
        awaitWaiting();
        return builds;
    }

    private static void assertFewThreads(String where) throws Exception {
        int added = settled(before + MOST_THREADS) - before;
        Duration small = smallJob(UUID.randomUUID().toString());
        System.out.printf(
                "%d builds wait in %s: %d threads added to %d, a small job took %d ms%n",
                MANY, where, added, before, small.toMillis());
        assertThat(added).as(names().toString()).isLessThanOrEqualTo(MOST_THREADS);
        assertThat(small).isLessThan(RESPONSIVE);
    }

    private static String status(WorkflowRun build) {
        return ((CpsFlowExecution) build.getExecution()).getThreadDump().toString();
    }

    private static Condition<String> containing(String text) {
        return new Condition<>(dump -> dump.contains(text), "contains '%s'", text);
    }

    private static void abort(List<WorkflowRun> builds) throws Exception {
        builds.forEach(build -> build.getExecutor().interrupt());
        for (WorkflowRun build : builds) {
            JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        }
    }

    private void makeNodeReady() throws IOException {
        Files.createFile(tools.resolve("ready"));
    }

    private void writeKubeconfig() throws IOException {
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                """);
    }

    private DumbSlave agent() throws Exception {
        DumbSlave agent = new DumbSlave(
                "many",
                folder.newFolder("agent").toString(),
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
    private String ready() {
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

    private Path kubeconfig() {
        return folder.getRoot().toPath().resolve("k3s.yaml");
    }

    private Path started() {
        return folder.getRoot().toPath();
    }

    private static WorkflowJob job(String name, String node, String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, name);
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        job.setDefinition(new CpsFlowDefinition("node('%s') {\n%s\n}".formatted(node, steps), true));
        return job;
    }

    // What Jenkins' own threads do while builds start ends a moment later.
    private static int settled(int wanted) throws InterruptedException {
        long end = System.nanoTime() + TO_SETTLE.toNanos();
        int most = most();
        while (most > wanted && System.nanoTime() < end) {
            most = most();
        }
        return most;
    }

    // Processes come and go.
    private static int most() throws InterruptedException {
        int most = threads();
        for (int i = 0; i < LOOKS; i++) {
            Thread.sleep(50);
            most = Math.max(most, threads());
        }
        return most;
    }

    private void awaitWaiting() throws Exception {
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
