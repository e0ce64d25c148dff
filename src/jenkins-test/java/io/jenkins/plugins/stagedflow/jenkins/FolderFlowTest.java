package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.EnvVars;
import hudson.model.Label;
import hudson.util.Secret;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.Services;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A whole flow in a sandbox, on an agent of its own process, with the real services and credentials that only the folder
 * of the job has.
 */
public class FolderFlowTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private static final String VALUES = """
            import groovy.transform.Field
            @Field def pushed
            @Field def scan
            @Field def project = [projectDirectory: '@STACK@', composeFiles: ['compose.yaml'], projectName: '@NAME@', \
                imageTag: 'v1', composeEnvironment: [REGISTRY: '@REGISTRY@', NAMESPACE: '@NAME@', WEB_PORT: '@WEB_PORT@']]
            """;
    private static final String BOOT = """
            script { dir('@STACK@') {
                k3sBoot(project + [version: '@K3S_VERSION@', installSha256: '@K3S_INSTALL_SHA256@', mirror: '@MIRROR_URL@', \
                    serverArgs: ['--write-kubeconfig=@STACK@/k3s.yaml', '--https-listen-port @API_PORT@', \
                        '--tls-san host.docker.internal'], \
                    infraServices: ['infra'], registry: '@REGISTRY@', credentialsId: 'reader', timeout: 120])
            } }
            """;
    private static final String READY = """
            script { dir('@STACK@') {
                stackReady(project + [namespace: 'sample', backgroundServices: ['certs'], \
                    health: [[name: 'web', url: 'http://127.0.0.1:@WEB_PORT@/', timeout: 60]]])
            } }
            """;
    private static final String PUSH = """
            script { pushed = parallelPush(images: ['@REGISTRY@/@NAME@/app:v1': 'base'], registry: '@REGISTRY@', \
                namespace: '@NAME@', tag: 'sha-1234567', credentialsId: 'pusher') }
            """;
    private static final String SCAN = """
            script { scan = trivyScan(images: pushed, scanners: ['secret'], registry: '@REGISTRY@', credentialsId: 'pusher') }
            """;
    private static final String PROMOTE = """
            cranePromote images: ['base'], registry: '@REGISTRY@', namespace: '@NAME@', from: 'sha-1234567', \
                to: ['latest'], scan: scan, credentialsId: 'pusher'
            """;
    private static final String RELEASE = """
            sh '''git init -q --bare -b main remote.git && git clone -q remote.git source && cd source
                git -c user.name=t -c user.email=t@localhost commit -q --allow-empty -m first
                git push -q origin HEAD:main'''
            calverRelease images: ['base'], registry: '@REGISTRY@', namespace: '@NAME@', directory: 'source', \
                credentialsId: 'pusher'
            """;
    private static final String DEPLOY = """
            writeFile file: 'source/compose.yml', text: '''services:
              app:
                image: @REGISTRY@/@NAME@/app:${IMAGE_TAG:-none}
                network_mode: host
                command: [httpd, -f, -p, "127.0.0.1:@APP_PORT@", -h, /www]
                environment: [API_KEY]
            '''
            sh '''cd source && git add . && git -c user.name=t -c user.email=t@localhost commit -q -m second
                git push -q origin HEAD:main && cd .. && git clone -q remote.git target'''
            sshDeploy host: '@SSH_HOST@', port: @SSH_PORT@, credentialsId: 'deploy', directory: "${pwd()}/target", \
                registry: '@REGISTRY@', registryCredentialsId: 'reader', imageTag: 'v1', secretEnv: [API_KEY: 'api-key'], \
                healthUrl: 'http://127.0.0.1:@APP_PORT@/', healthTimeout: 30, knownHosts: '''@KNOWN_HOSTS@'''
            """;
    private static final String CLEAN = """
            sh 'docker ps -aq --filter label=com.docker.compose.project=target | xargs -r docker rm -f'
            script { dir('@STACK@') { stackDown(project + [k3s: true]) } }
            """;
    private static Folder folder;
    private static int appPort;

    @BeforeClass
    public static void prepare() throws Exception {
        Services services = STACK.services();
        JENKINS.createOnlineSlave(
                Label.get("agent"),
                new EnvVars(
                        "DOCKER_HOST",
                        services.get("DOCKER_HOST"),
                        "INSTALL_K3S_BIN_DIR",
                        STACK.directory().resolve("bin").toString(),
                        "PATH",
                        services.get("PATH_ADDITION") + ":" + System.getenv("PATH")));
        folder = JENKINS.createProject(Folder.class, "folder");
        add(ServiceCredentials.login(services, "pusher", "PUSHER"));
        add(ServiceCredentials.login(services, "reader", "READER"));
        add(ServiceCredentials.deployKey(services, "deploy"));
        add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "api-key", "", Secret.fromString("a-key")));
        try (ServerSocket socket = new ServerSocket(0)) {
            appPort = socket.getLocalPort();
        }
    }

    @Test
    public void shouldRunAllStepsInADeclarativePipeline() throws Exception {
        Map<String, String> stages = new LinkedHashMap<>();
        stages.put("Boot", BOOT);
        stages.put("Ready", READY);
        stages.put("Push", PUSH);
        stages.put("Scan", SCAN);
        stages.put("Promote", PROMOTE);
        stages.put("Release", RELEASE);
        stages.put("Deploy", DEPLOY);
        stages.put("Clean", CLEAN);
        String all = stages.entrySet().stream()
                .map(stage -> "stage('" + stage.getKey() + "') { steps {\n" + stage.getValue() + "} }\n")
                .collect(Collectors.joining());

        assertAllRan(build(
                "declarative", VALUES + "pipeline {\nagent { label 'agent' }\nstages {\n" + all + "}\n}\n"));
    }

    @Test
    public void shouldRunAllStepsInAScriptedPipeline() throws Exception {
        String steps = BOOT + READY + PUSH + SCAN + PROMOTE + RELEASE + DEPLOY;

        assertAllRan(build(
                "scripted",
                VALUES + "def script(body) { body() }\nnode('agent') {\ntry {\n" + steps + "} finally {\n" + CLEAN
                        + "}\n}\n"));
    }

    private static void assertAllRan(WorkflowRun build) throws Exception {
        JENKINS.assertLogContains("web is healthy", build);
        JENKINS.assertLogContains("[base] nothing found", build);
        JENKINS.assertLogContains(" gets the version ", build);
        JENKINS.assertLogContains(" is deployed", build);
        JENKINS.assertLogNotContains("a-key", build);
    }

    private static WorkflowRun build(String name, String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(filled(script), true));
        return JENKINS.buildAndAssertSuccess(job);
    }

    private static String filled(String script) throws Exception {
        Services services = STACK.services();
        String filled = script.replace("@STACK@", STACK.directory().toString())
                .replace("@NAME@", STACK.name())
                .replace("@WEB_PORT@", STACK.url("/").replaceAll(".*:|/", ""))
                .replace("@API_PORT@", String.valueOf(STACK.apiPort()))
                .replace("@APP_PORT@", String.valueOf(appPort))
                .replace("@KNOWN_HOSTS@", services.contentOf("SSH_KNOWN_HOSTS_FILE"));
        for (String name : new String[] {
            "REGISTRY", "K3S_VERSION", "K3S_INSTALL_SHA256", "MIRROR_URL", "SSH_HOST", "SSH_PORT"
        }) {
            filled = filled.replace("@" + name + "@", services.get(name));
        }
        return filled;
    }

    private static void add(Credentials credentials) throws Exception {
        CredentialsStore store = CredentialsProvider.lookupStores(folder).iterator().next();
        store.addCredentials(Domain.global(), credentials);
    }
}
