package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.stagedflow.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The steps in sandboxed Pipelines, on an agent of its own process, with the real services. */
public class StepsOnAgentTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final Services SERVICES = Services.running();

    private final String namespace = "jenkins-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeClass
    public static void startAgent() throws Exception {
        EnvVars environment = new EnvVars(
                "DOCKER_HOST",
                SERVICES.get("DOCKER_HOST"),
                "PATH",
                SERVICES.get("PATH_ADDITION") + ":" + System.getenv("PATH"));
        JENKINS.createOnlineSlave(Label.get("agent"), environment);
    }

    @Before
    public void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        add(global(), ServiceCredentials.login(SERVICES, "pusher", "PUSHER"));
        add(global(), new StringCredentialsImpl(CredentialsScope.GLOBAL, "text", "", Secret.fromString("x")));
    }

    @Test
    public void shouldPushScanAndPromote() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(pipeline("""
                def pushed = parallelPush(images: [image], registry: registry, namespace: namespace, \
                    tag: "sha-123456${1 + 6}", credentialsId: 'pusher')
                echo "pushed ${pushed.images.base.reference} after ${pushed.images.base.attempts}"
                def scan = trivyScan(images: pushed, scanners: ['secret'], registry: registry, credentialsId: 'pusher', \
                    lowPriority: true)
                echo "passed: ${scan.images[0].passed} with ${scan.images[0].findings.size()} findings"
                def promoted = cranePromote(images: ['base'], registry: registry, namespace: namespace, \
                    from: 'sha-1234567', to: ['latest', 'stable'], scan: scan, credentialsId: 'pusher')
                echo "same digest: ${promoted.images.base.digest == pushed.images.base.digest}"
                """));

        JENKINS.assertLogContains(
                "pushed " + SERVICES.get("REGISTRY") + "/" + namespace + "/base:sha-1234567 after 1", build);
        JENKINS.assertLogContains("passed: true with 0 findings", build);
        JENKINS.assertLogContains("same digest: true", build);
        assertThat(filesWithPassword(build)).isEmpty();
    }

    @Test
    public void shouldRefuseAPromotionOfWhatWasNotScanned() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("""
                cranePromote(images: ['base'], registry: registry, namespace: namespace, from: 'a', \
                    scan: [images: [[name: 'other', passed: true, digest: 'sha256:' + 'a' * 64]]], credentialsId: 'pusher')
                """));

        JENKINS.assertLogContains("scan: 'base' is not valid; expected only images that passed the scan.", build);
    }

    @Test
    public void shouldNameCredentialsThatAreMissing() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("""
                parallelPush(images: [image], registry: registry, namespace: namespace, tag: '1', credentialsId: 'none')
                """));

        JENKINS.assertLogContains("credentialsId: 'none' is not valid", build);
    }

    @Test
    public void shouldNameCredentialsOfTheWrongKind() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("""
                parallelPush(images: [image], registry: registry, namespace: namespace, tag: '1', credentialsId: 'text')
                """));

        JENKINS.assertLogContains("(these are of another kind)", build);
    }

    @Test
    public void shouldUseCredentialsOfItsFolderAlone() throws Exception {
        Folder folder = JENKINS.createProject(Folder.class, "folder-" + namespace);
        CredentialsStore store = CredentialsProvider.lookupStores(folder).iterator().next();
        assertThat(store.getProvider()).isInstanceOf(FolderCredentialsProvider.class);
        add(store, ServiceCredentials.login(SERVICES, "of-folder", "PUSHER"));
        String push = """
                parallelPush(images: [image], registry: registry, namespace: namespace, tag: '1', \
                    credentialsId: 'of-folder')
                """;

        WorkflowJob inside = folder.createProject(WorkflowJob.class, "inside");
        inside.setDefinition(new CpsFlowDefinition(script(push), true));
        JENKINS.buildAndAssertSuccess(inside);
        WorkflowRun outside = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline(push));

        JENKINS.assertLogContains("credentialsId: 'of-folder' is not valid", outside);
    }

    @Test
    public void shouldFailInOneSentence() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, pipeline("""
                parallelPush(images: ['not/built'], registry: registry, namespace: namespace, tag: '1')
                """));

        JENKINS.assertLogContains("ERROR: Could not push the images: the Docker Engine has no image not/built", build);
        JENKINS.assertLogNotContains("\tat io.jenkins", build);
    }

    @Test
    public void shouldListCredentialsOnlyForWhoMayConfigure() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "listed-" + namespace);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try {
            assertThat(choices("reader", job)).doesNotContain("pusher");
            assertThat(choices("admin", job)).contains("pusher");
        } finally {
            JENKINS.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
            JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }

    private static String choices(String user, WorkflowJob job) throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient().withBasicApiToken(user);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        String path = job.getUrl() + "descriptorByName/" + ParallelPushStep.class.getName() + "/fillCredentialsIdItems";
        var request = new org.htmlunit.WebRequest(
                new java.net.URL(JENKINS.getURL(), path), org.htmlunit.HttpMethod.POST);
        return client.getPage(request).getWebResponse().getContentAsString();
    }

    private WorkflowJob pipeline(String steps) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script(steps), true));
        return job;
    }

    private String script(String steps) {
        return """
                def registry = '%s'
                def namespace = '%s'
                def image = "${namespace}/base"
                node('agent') {
                    writeFile file: 'img/content', text: namespace
                    writeFile file: 'img/Dockerfile', text: 'FROM scratch\\nCOPY content /content\\n'
                    sh "docker build -q -t ${image} img"
                    %s
                }
                """.formatted(SERVICES.get("REGISTRY"), namespace, steps);
    }

    private static List<Path> filesWithPassword(WorkflowRun build) throws IOException {
        String password = SERVICES.contentOf("PUSHER_PASSWORD_FILE");
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, password))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CredentialsStore global() {
        return CredentialsProvider.lookupStores(JENKINS.jenkins).iterator().next();
    }

    private static void add(CredentialsStore store, Credentials credentials) throws IOException {
        store.addCredentials(Domain.global(), credentials);
    }
}
