package io.jenkins.plugins.stagedflow.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.stagedflow.jenkins.ParallelPushStep;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.verb.POST;

/** The configuration through its form and as code, and who may ask what. */
public class StagedFlowConfigurationTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final StagedFlowConfiguration configuration = StagedFlowConfiguration.get();

    @After
    public void reset() throws Exception {
        configuration.setTargets(List.of());
        configuration.setOnlyTargets(false);
        configuration.setRegistry("");
        JENKINS.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
    }

    @Test
    public void shouldSurviveItsForm() throws Exception {
        configuration.setRegistry("registry.example.org");
        configuration.setNamespace("me/app");
        configuration.setK3sVersion("v1.33.0+k3s1");
        configuration.setK3sInstallSha256("a".repeat(64));
        configuration.setTrivyDbRepositories("one.example.org/db\ntwo.example.org/db");
        configuration.setKnownHosts("app.example.org ssh-ed25519 AAAA");
        configuration.setOnlyTargets(true);
        configuration.setTargets(List.of(target("production"), target("staging")));
        String before = export();

        JENKINS.configRoundtrip();

        assertThat(export()).isEqualTo(before).contains("production", "staging", "overrideDirectory: true");
        assertThat(configuration.getTrivyDbRepositories()).contains("\n").doesNotContain("\r");
    }

    @Test
    public void shouldForgetTheLastTargetThatIsRemovedFromTheForm() throws Exception {
        configuration.setTargets(List.of());

        JENKINS.configRoundtrip();

        assertThat(configuration.getTargets()).isEmpty();
    }

    @Test
    public void shouldBeReadBackFromItsFile() {
        configuration.setRegistry("kept.example.org");
        configuration.setTargets(List.of(target("production")));

        configuration.load();

        assertThat(configuration.getRegistry()).isEqualTo("kept.example.org");
        assertThat(configuration.getTargets()).extracting(DeployTarget::getPort).containsExactly(2222);
    }

    @Test
    public void shouldBeConfiguredAsTheGuideShows() throws Exception {
        String guide = Files.readString(Path.of("docs", "jenkins-admin.md"));
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(example.find()).isTrue();
        configure(example.group(1));

        assertThat(configuration.getRegistry()).isEqualTo("ghcr.io");
        assertThat(configuration.isOnlyTargets()).isTrue();
        assertThat(configuration.getTargets()).hasSize(1);
        DeployTarget target = configuration.getTargets().get(0);
        assertThat(target.getUser()).isEqualTo("deploy");
        assertThat(target.getPort()).isEqualTo(22);
        assertThat(target.isOverrideDirectory()).isTrue();
        assertThat(target.allows("shop/web")).isTrue();
        assertThat(target.allows("other/web")).isFalse();
    }

    @Test
    public void shouldSurviveExportAndImportAsCode() throws Exception {
        configuration.setRegistry("registry.example.org");
        configuration.setTargets(List.of(target("production")));
        String exported = export();
        reset();

        configure(exported);

        assertThat(export()).isEqualTo(exported);
        assertThat(configuration.getTargets()).extracting(DeployTarget::getDirectory).containsExactly("/srv/app");
    }

    @Test
    public void shouldCheckFieldsByTheRulesOfTheSteps() throws Exception {
        assertThat(check(StagedFlowConfiguration.class, "checkRegistry?value=https://x"))
                .contains("expected a registry as host or host:port");
        assertThat(check(StagedFlowConfiguration.class, "checkRegistry?value=ghcr.io"))
                .doesNotContain("expected");
        assertThat(check(StagedFlowConfiguration.class, "checkK3sVersion?value=1.2&k3sInstallSha256="))
                .contains("expected the form vX.Y.Z+k3sN");
        assertThat(check(StagedFlowConfiguration.class, "checkKnownHosts?value=x")).contains("expected");
        assertThat(check(DeployTarget.class, "checkHostKey?value=nonsense")).contains("expected a public key");
        assertThat(check(DeployTarget.class, "checkName?value=")).contains("nothing is given");
    }

    @Test
    public void shouldRefuseWhoIsNoAdministrator() throws Exception {
        add("secret-id");
        secure();
        JenkinsRule.WebClient reader = client().withBasicApiToken("reader");
        reader.getOptions().setThrowExceptionOnFailingStatusCode(false);
        for (Class<?> type : List.of(StagedFlowConfiguration.class, DeployTarget.class)) {
            for (String method : webMethods(descriptor(type))) {
                WebResponse response = post(reader, url(type, method + "?value=registry.example.org"));
                if (method.startsWith("fill")) {
                    assertThat(response.getContentAsString()).as(method).doesNotContain("secret-id");
                } else {
                    assertThat(response.getStatusCode()).as(method).isEqualTo(403);
                }
            }
        }
        WebResponse administrator = post(
                client().withBasicApiToken("admin"), url(DeployTarget.class, "fillCredentialsIdItems?credentialsId="));
        assertThat(administrator.getContentAsString()).contains("secret-id");
    }

    @Test
    public void shouldTakeNothingByGet() throws Exception {
        JenkinsRule.WebClient client = client();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        for (Class<?> type : List.of(StagedFlowConfiguration.class, DeployTarget.class, ParallelPushStep.class)) {
            for (String method : webMethods(descriptor(type))) {
                WebResponse response = client.getPage(new WebRequest(url(type, method + "?value=x"), HttpMethod.GET))
                        .getWebResponse();
                assertThat(response.getStatusCode()).as(method).isIn(404, 405);
            }
        }
    }

    @Test
    public void shouldHaveNoWebMethodOfTheStepsThatAnybodyMayGet() {
        assertThat(steps()).hasSizeGreaterThan(6);
        for (Descriptor<?> step : steps()) {
            for (Method method : methods(step).toList()) {
                assertThat(method.isAnnotationPresent(POST.class)).as(method.toString()).isTrue();
            }
        }
    }

    @Test
    public void shouldNotListCredentialsOfStepsToReaders() throws Exception {
        addOfEachKind("secret-id");
        Item job = JENKINS.createFreeStyleProject();
        secure();
        JenkinsRule.WebClient reader = client().withBasicApiToken("reader");
        JenkinsRule.WebClient administrator = client().withBasicApiToken("admin");
        for (Descriptor<?> step : steps()) {
            for (String method : webMethods(step)) {
                String path = job.getUrl() + "descriptorByName/" + step.getId() + "/" + method + "?credentialsId=";
                URL url = new URL(JENKINS.getURL(), path);
                assertThat(post(reader, url).getContentAsString()).as(path).doesNotContain("secret-id");
                assertThat(post(administrator, url).getContentAsString()).as(path).contains("secret-id");
            }
        }
    }

    private static List<Descriptor<?>> steps() {
        List<Descriptor<?>> ours = new ArrayList<>();
        for (Descriptor<?> step : org.jenkinsci.plugins.workflow.steps.StepDescriptor.all()) {
            if (step.getClass().getName().startsWith("io.jenkins.plugins.stagedflow")) {
                ours.add(step);
            }
        }
        return ours;
    }

    private static void addOfEachKind(String id) throws Exception {
        List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.clear();
        credentials.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id + "-login", "", "user", "word"));
        credentials.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id + "-text", "", Secret.fromString("text")));
        credentials.add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                id + "-key",
                "deploy",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("key"),
                "",
                ""));
    }

    private static DeployTarget target(String name) {
        DeployTarget target = new DeployTarget(name, "app.example.org");
        target.setPort(2222);
        target.setUser("deploy");
        target.setDirectory("/srv/app");
        target.setHostKey("SHA256:" + "A".repeat(43));
        target.setAllowedJobs("team/*\nshop/**");
        target.setOverrideDirectory(true);
        return target;
    }

    private static void secure() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
    }

    private static void add(String id) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.SYSTEM,
                        id,
                        "deploy",
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("key"),
                        "",
                        ""));
    }

    private static List<String> webMethods(Descriptor<?> descriptor) {
        return methods(descriptor)
                .map(Method::getName)
                .map(name -> name.substring(2, 3).toLowerCase() + name.substring(3))
                .toList();
    }

    private static Stream<Method> webMethodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("doCheck") || method.getName().startsWith("doFill"));
    }

    private static Stream<Method> methods(Descriptor<?> descriptor) {
        return webMethodsOf(descriptor.getClass());
    }

    private static Descriptor<?> descriptor(Class<?> type) {
        Descriptor<?> descriptor = Descriptor.class.isAssignableFrom(type)
                ? StagedFlowConfiguration.get()
                : JENKINS.jenkins.getDescriptor(type.asSubclass(hudson.model.Describable.class));
        assertThat(descriptor).as(type.getName()).isNotNull();
        return descriptor;
    }

    private static URL url(Class<?> type, String method) throws Exception {
        return new URL(JENKINS.getURL(), "descriptorByName/" + type.getName() + "/" + method);
    }

    private static String check(Class<?> type, String method) throws Exception {
        return post(client(), url(type, method)).getContentAsString();
    }

    private static WebResponse post(JenkinsRule.WebClient client, URL url) throws Exception {
        return client.getPage(client.addCrumb(new WebRequest(url, HttpMethod.POST))).getWebResponse();
    }

    private static JenkinsRule.WebClient client() {
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        client.setJavaScriptEnabled(false);
        return client;
    }

    private void configure(String yaml) throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    /** Returns the part of the exported configuration that is ours, as configuration. */
    private static String export() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(all);
        String yaml = all.toString(StandardCharsets.UTF_8);
        int begin = yaml.indexOf("  stagedFlow:\n");
        assertThat(begin).isPositive();
        Matcher end = Pattern.compile("(?m)^(  )?\\S").matcher(yaml);
        boolean found = end.find(begin + "  stagedFlow:\n".length());
        return "unclassified:\n" + yaml.substring(begin, found ? end.start() : yaml.length());
    }
}
