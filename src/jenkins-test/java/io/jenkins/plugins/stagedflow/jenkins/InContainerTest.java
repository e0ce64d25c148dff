package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.EnvVars;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.stagedflow.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The processes of steps inside {@code docker.image(…).inside}: there they start, and there they end. */
public class InContainerTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Services SERVICES = Services.running();
    private static final String NAME = "inside-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String ONLY_INSIDE = "#!/bin/sh\ntest -e /inside || exit 99\n";
    private static final String TRIVY = ONLY_INSIDE + "exec trivy \"$@\"\n";
    private static final String DOCKER = ONLY_INSIDE + """
            case "$*" in
            *version*) echo v2.0 ;;
            *inspect*) echo '[]' ;;
            esac
            """;
    private static final String KUBECTL = ONLY_INSIDE + """
            case "$*" in
            *nodes*) echo '{"items":[{"metadata":{"name":"n"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}]}' ;;
            esac
            """;

    private static DumbSlave agent;

    @BeforeClass
    public static void prepare() throws Exception {
        agent = JENKINS.createOnlineSlave(
                Label.get("agent"),
                new EnvVars(
                        "DOCKER_HOST",
                        SERVICES.get("DOCKER_HOST"),
                        "PATH",
                        SERVICES.get("PATH_ADDITION") + ":" + System.getenv("PATH")));
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new UsernamePasswordCredentialsImpl(
                                CredentialsScope.GLOBAL,
                                "pusher",
                                "",
                                SERVICES.get("PUSHER_USER"),
                                SERVICES.contentOf("PUSHER_PASSWORD_FILE")));
        tool("trivy", TRIVY);
        tool("docker", DOCKER);
        tool("kubectl", KUBECTL);
        Files.writeString(
                directory().resolve("k3s.yaml"), "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\n");
        // An image of nothing but a shell and its programs.
        docker("sh", "-c", """
                mkdir -p image/bin image/tmp && cp "$(command -v busybox)" image/bin/busybox && touch image/inside
                cd image/bin && for program in $(./busybox --list); do [ -e $program ] || ln -s busybox $program; done
                cd .. && printf 'FROM scratch\\nCOPY . /\\n' >Dockerfile && docker build -q -t %s .
                """.formatted(NAME));
    }

    @AfterClass
    public static void removeImage() throws Exception {
        docker("docker", "image", "rm", "-f", NAME);
    }

    @Test
    public void shouldRunProcessesInsideTheContainer() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(job("inside", """
                def registry = '%1$s'
                def pushed = parallelPush(images: ['%2$s': 'tool'], registry: registry, namespace: '%2$s', tag: '1', \
                    credentialsId: 'pusher')
                %3$s
                inside {
                    def scan = trivyScan(images: pushed, scanners: ['secret'], registry: registry, \
                        credentialsId: 'pusher', lowPriority: true)
                    echo "scanned: ${scan.images[0].passed}"
                    stackReady(composeFiles: ['compose.yaml'], projectName: 'inside')
                    def waited = waitForFile('/inside')
                    echo "waited: ${waited.there}"
                }
                """.formatted(SERVICES.get("REGISTRY"), NAME, boot(directory().resolve("k3s.yaml")))));

        JENKINS.assertLogContains("scanned: true", build);
        JENKINS.assertLogContains("The cluster is ready", build);
        JENKINS.assertLogContains("waited: true", build);
    }

    @Test
    public void shouldEndProcessesInsideTheContainer() throws Exception {
        Path never = directory().resolve("never");
        WorkflowRun build = job("stopped", "inside { waitForFile('" + never + "') }")
                .scheduleBuild2(0)
                .waitForStart();
        JENKINS.waitForMessage("waiting for " + never, build);
        assertThat(processes(never)).isNotEmpty();

        build.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        assertThat(processes(never)).isEmpty();
    }

    @Test
    public void shouldWaitForABootAlsoWhileTheAgentIsAway() throws Exception {
        Path kubeconfig = directory().resolve("later.yaml");
        String ready = "inside { stackReady(composeFiles: ['compose.yaml'], projectName: 'away') }";
        WorkflowRun build = job("away", boot(kubeconfig) + ready).scheduleBuild2(0).waitForStart();
        awaitStatus(build, "waiting for what was started on " + agent.getNodeName());

        agent.toComputer().disconnect(new OfflineCause.UserCause(null, "a test")).get();
        JENKINS.waitForMessage("going on when it is back", build);
        agent.toComputer().connect(false).get();
        awaitStatus(build, "waiting for what was started on " + agent.getNodeName());
        Files.copy(directory().resolve("k3s.yaml"), kubeconfig);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("The cluster is ready", build);
    }

    // Until the test itself runs out of time.
    private static void awaitStatus(WorkflowRun build, String status) throws Exception {
        while (build.getExecution() == null
                || !((CpsFlowExecution) build.getExecution()).getThreadDump().toString().contains(status)) {
            assertThat(build.isBuilding()).as(JenkinsRule.getLog(build)).isTrue();
            Thread.sleep(50);
        }
    }

    // What a boot leaves that has come to its end.
    private static String boot(Path kubeconfig) {
        return """
                writeFile file: 'compose.yaml', text: 'services: {web: {image: app}}'
                def boot = [version: 'v1.32.11+k3s1', kubeconfig: '%s', stateDirectory: '.', reused: false, \
                    jobs: [], manifests: [], seconds: 1]
                writeFile file: pwd(tmp: true) + '/staged-flow/boot.json', text: groovy.json.JsonOutput.toJson(boot)
                """.formatted(kubeconfig);
    }

    private static WorkflowJob job(String name, String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("""
                def inside(body) {
                    docker.image('%1$s').inside('--network host -u 0:0 -v %2$s:%2$s -v %3$s:%3$s:ro') {
                        withEnv(['HOME=/tmp']) { body() }
                    }
                }
                node('agent') {
                %4$s
                }
                """.formatted(NAME, directory(), trivy(), steps), true));
        return job;
    }

    private static List<String> processes(Path file) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(file.toString()))
                .toList();
    }

    private static String trivy() {
        return List.of(SERVICES.get("PATH_ADDITION").split(":")).stream()
                .filter(place -> Files.isExecutable(Path.of(place, "trivy")))
                .findFirst()
                .orElseThrow();
    }

    private static Path directory() {
        return FOLDER.getRoot().toPath();
    }

    // A program that refuses to work on the agent itself.
    private static void tool(String name, String script) throws Exception {
        Path file = Files.createDirectories(directory().resolve("image/bin")).resolve(name);
        Files.writeString(file, script.replace("exec trivy", "exec " + trivy() + "/trivy"));
        file.toFile().setExecutable(true);
    }

    private static void docker(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory().toFile()).inheritIO();
        builder.environment().put("DOCKER_HOST", SERVICES.get("DOCKER_HOST"));
        assertThat(builder.start().waitFor()).isZero();
    }
}
