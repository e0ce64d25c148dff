package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.EnvVars;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.util.Secret;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The steps that hold a cluster, a release or a production, on an agent of its own process with the real services. */
public class FlowOnAgentTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private static final String API_KEY = "key-that-nobody-may-see";
    private static final String SETTINGS = "[login]\npassword = 'nobody-sees-this'";
    private static DumbSlave agent;

    @BeforeClass
    public static void startAgent() throws Exception {
        Services services = STACK.services();
        agent = JENKINS.createOnlineSlave(
                Label.get("agent"),
                new EnvVars(
                        "DOCKER_HOST",
                        services.get("DOCKER_HOST"),
                        "INSTALL_K3S_BIN_DIR",
                        STACK.directory().resolve("bin").toString(),
                        "PATH",
                        services.get("PATH_ADDITION") + ":" + System.getenv("PATH")));
        add(ServiceCredentials.login(services, "pusher", "PUSHER"));
        add(ServiceCredentials.login(services, "reader", "READER"));
        add(ServiceCredentials.deployKey(services, "deploy"));
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "api-key", "", Secret.fromString(API_KEY)));
        add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "settings",
                "",
                "settings.ini",
                SecretBytes.fromRawBytes((SETTINGS + "\n").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    public void shouldBootAndMakeTheStackReady() throws Exception {
        WorkflowJob job = pipeline("""
                dir('%1$s') {
                    def project = [projectDirectory: '%1$s', composeFiles: ['compose.yaml'], projectName: '%2$s', \
                        imageTag: 'v1', composeEnvironment: \
                        [REGISTRY: registry, NAMESPACE: '%2$s', WEB_PORT: '%3$s']]
                    def boot = k3sBoot(project + [version: '%4$s', installSha256: '%5$s', mirror: '%6$s', \
                        serverArgs: ['--disable=traefik', '--tls-san host.docker.internal', \
                            '--write-kubeconfig=%1$s/k3s.yaml', '--https-listen-port %7$s'], \
                        infraServices: ['infra'], registry: registry, credentialsId: 'reader', timeout: 120])
                    echo "jobs: ${boot.jobs.collect { it.key }}"
                    def ready = stackReady(project + [namespace: 'sample', backgroundServices: ['certs'], \
                        health: [[name: 'web', url: '%8$s', timeout: 60]]])
                    echo "services: ${ready.services.size()}, web: ${ready.health[0].status}"
                }
                """.formatted(
                STACK.directory(),
                STACK.name(),
                STACK.url("/").replaceAll(".*:|/", ""),
                STACK.services().get("K3S_VERSION"),
                STACK.services().get("K3S_INSTALL_SHA256"),
                STACK.services().get("MIRROR_URL"),
                STACK.apiPort(),
                STACK.url("/")));
        try {
            WorkflowRun build = JENKINS.buildAndAssertSuccess(job);

            JENKINS.assertLogContains("jobs: [compose-pull, k3s-install]", build);
            JENKINS.assertLogContains("services: 3, web: 200", build);
            assertThat(filesWith(STACK.services().contentOf("READER_PASSWORD_FILE"), build))
                    .isEmpty();
        } finally {
            String state = STACK.directory() + "@tmp/staged-flow";
            new StackDown(STACK.host(), Console.silent(), Timing.system())
                    .run(StackDownRequest.of(state).with(STACK.project()).withK3s());
        }
    }

    @Test
    public void shouldReleaseOnceForACommit() throws Exception {
        String release = """
                def released = calverRelease(images: ['app'], registry: registry, namespace: '%s', from: 'v1', \
                    directory: 'source', credentialsId: 'pusher')
                echo "version ${released.version}, existing: ${released.existing}"
                """;
        WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline("""
                sh '''git init -q --bare -b main remote.git && git clone -q remote.git source && cd source
                    git -c user.name=t -c user.email=t@localhost commit -q --allow-empty -m first
                    git push -q origin HEAD:main'''
                """ + (release + release.replace("released", "again")).formatted(STACK.name(), STACK.name())
                + "sh 'git --git-dir remote.git tag --list'"));

        JENKINS.assertLogContains(".0, existing: false", build);
        JENKINS.assertLogContains(".0, existing: true", build);
    }

    @Test
    public void shouldDeployAndShowNoSecret() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(
                deployment(", knownHosts: '''%s'''".formatted(STACK.services().contentOf("SSH_KNOWN_HOSTS_FILE"))));

        JENKINS.assertLogContains("deployed v1, rolled back: false", build);
        JENKINS.assertLogContains("length of the variable: " + ("SETTINGS=" + SETTINGS + "\n").length(), build);
        assertThat(filesWith("nobody-sees-this", build)).isEmpty();
        assertThat(filesWith(API_KEY, build)).isEmpty();
        assertThat(filesWith(STACK.services().contentOf("READER_PASSWORD_FILE"), build))
                .isEmpty();
        assertThat(filesWith("PRIVATE KEY", build)).isEmpty();
    }

    @Test
    public void shouldRefuseAForeignHostKey() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(
                Result.FAILURE, deployment(", hostKey: 'SHA256:%s'".formatted("A".repeat(43))));

        JENKINS.assertLogContains("host key", build);
        JENKINS.assertLogNotContains("deployed v1", build);
    }

    private WorkflowJob deployment(String hostKey) throws Exception {
        int port = freePort();
        return pipeline("""
                def target = pwd() + '/target%1$d'
                sh "git init -q --bare -b main remote%1$d.git && git clone -q remote%1$d.git source%1$d"
                writeFile file: 'source%1$d/compose.yml', text: '''%2$s'''
                sh '''cd source%1$d && git add . && git -c user.name=t -c user.email=t@localhost commit -q -m first
                    git push -q origin HEAD:main && cd .. && git clone -q remote%1$d.git target%1$d'''
                try {
                    def result = sshDeploy(host: '%3$s', port: %4$s, credentialsId: 'deploy', directory: target, \
                        registry: registry, registryCredentialsId: 'reader', imageTag: 'v1', \
                        secretEnv: [API_KEY: 'api-key', SETTINGS: 'settings'], \
                        healthUrl: 'http://127.0.0.1:%1$d/', healthTimeout: 30%5$s)
                    echo "deployed ${result.versionDeployed}, rolled back: ${result.rolledBack}"
                    def length = sh returnStdout: true, script: '''docker ps -q --filter \
                        label=com.docker.compose.project=target%1$d | xargs -I ID docker exec ID /bin/busybox env |
                        grep -A 1 ^SETTINGS= | wc -c'''
                    echo "length of the variable: ${length.trim()}"
                } finally {
                    sh 'docker ps -aq --filter label=com.docker.compose.project=target%1$d | xargs -r docker rm -f'
                }
                """.formatted(
                port,
                "services:\n  app:\n    image: %s/%s/app:${IMAGE_TAG:-none}\n    network_mode: host\n"
                                .formatted(STACK.services().get("REGISTRY"), STACK.name())
                        + "    command: [httpd, -f, -p, \"127.0.0.1:%d\", -h, /www]\n    environment: [API_KEY, SETTINGS]\n"
                                .formatted(port),
                STACK.services().get("SSH_HOST"),
                STACK.services().get("SSH_PORT"),
                hostKey));
    }

    private static WorkflowJob pipeline(String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "def registry = '%s'\nnode('%s') {\n%s\n}"
                        .formatted(STACK.services().get("REGISTRY"), agent.getNodeName(), steps),
                true));
        return job;
    }

    private static List<Path> filesWith(String text, WorkflowRun build) throws Exception {
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void add(Credentials credentials) throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credentials);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
