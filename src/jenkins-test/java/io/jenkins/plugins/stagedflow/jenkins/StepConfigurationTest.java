package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Steps survive their forms, and the snippet generator prints what was chosen and nothing that is usual. */
public class StepConfigurationTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String REGISTRY = "registry.example.org";

    @Test
    public void shouldKeepPushThroughItsForm() throws Exception {
        ParallelPushStep step = new ParallelPushStep(List.of("base", "backend"));
        step.setRegistry(REGISTRY);
        step.setNamespace("me/app");
        step.setTag("sha-1234567");
        step.setMaxParallel(2);
        step.setSkipOnFork(false);
        step.setCompression("zstd");
        step.setArchive("images.tar");

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepNamesOfImagesThroughTheForm() throws Exception {
        assertRoundTrip(new ParallelPushStep(Map.of("local/base:1", "base")));
    }

    @Test
    public void shouldKeepBootThroughItsForm() throws Exception {
        K3sBootStep step = new K3sBootStep();
        step.setMirror("http://127.0.0.1:1234");
        step.setServerArgs(List.of("--disable=traefik", "--flannel-backend=none"));
        step.setManifests(List.of(Map.of("url", "https://example.org/a.yaml", "sha256", "ab")));
        step.setComposeEnvironment(Map.of("A", "1=2"));
        step.setTimeout(60);

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepReadyThroughItsForm() throws Exception {
        StackReadyStep step = new StackReadyStep();
        step.setNamespace("app");
        step.setFiles(Map.of("config.test.toml", "config.toml"));
        step.setHealth(List.of(Map.of("name", "backend", "url", "http://localhost:8000/", "timeout", 60)));
        step.setBackgroundServices(List.of("cert-generator"));

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepScanThroughItsForm() throws Exception {
        TrivyScanStep step = new TrivyScanStep(List.of("registry.example.org/me/base:1"));
        step.setSeverity(List.of("CRITICAL"));
        step.setFailOnFindings(false);
        step.setIgnoreUnfixed(false);
        step.setMaxCritical(1);
        step.setBaseline("main/_scan.json");
        step.setEarlier(List.of("main/_scan.json", "yesterday/_scan.json"));
        step.setReport("scan.html");

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepTheDatabasesOfAScanThroughItsForm() throws Exception {
        TrivyScanStep step = new TrivyScanStep(List.of("registry.example.org/me/base:1"));
        step.setTrivySha256("a".repeat(64));
        step.setTrivyUrl("https://mirror.example.org/trivy-{version}.tar.gz");
        step.setDatabaseDirectory("databases");
        step.setCacheDirectory("cache");
        step.setMaxDbAge(0);
        step.setVex(List.of("one.vex.json"));
        step.setSbom(List.of("spdx"));

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepBillsOfMaterialsThroughTheForm() throws Exception {
        SbomScanStep step = new SbomScanStep();
        step.setDirectories(List.of("backend", "frontend"));
        step.setCutoff("CRITICAL");
        step.setScanner("trivy");
        step.setFailOnFindings(true);
        step.setMaxDbAge(24);

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepPromotionThroughItsForm() throws Exception {
        CranePromoteStep step = new CranePromoteStep(List.of("base"));
        step.setRegistry(REGISTRY);
        step.setFrom("sha-1234567");
        step.setTo(List.of("latest", "stable"));
        step.setDryRun(true);

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepReleaseThroughItsForm() throws Exception {
        CalverReleaseStep step = new CalverReleaseStep(List.of("base"));
        step.setRegistry(REGISTRY);
        step.setZone("Europe/Zurich");
        step.setMessage("All of it");

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepDeploymentThroughItsForm() throws Exception {
        SshDeployStep step = new SshDeployStep();
        step.setHost("app.example.org");
        step.setDirectory("/srv/app");
        step.setEnv(Map.of("NAME", "value"));
        step.setSecretEnv(Map.of("TOKEN", "token-id"));
        step.setKnownHosts("one\ntwo");
        step.setRollback(false);

        assertRoundTrip(step);
    }

    @Test
    public void shouldKeepATargetThroughTheForm() throws Exception {
        SshDeployStep step = new SshDeployStep();
        step.setTarget("production");
        step.setImageTag("2026.11.0");

        assertRoundTrip(step);
        new SnippetizerTester(JENKINS)
                .assertRoundTrip(step, "sshDeploy imageTag: '2026.11.0', target: 'production'");
    }

    @Test
    public void shouldPrintOnlyWhatIsNotUsual() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(JENKINS);
        ParallelPushStep push = new ParallelPushStep(List.of("base"));
        push.setRegistry(REGISTRY);
        push.setTag("1");
        CranePromoteStep promote = new CranePromoteStep(List.of("base"));
        promote.setRegistry(REGISTRY);
        promote.setTo(List.of("stable"));

        tester.assertRoundTrip(push, "parallelPush images: ['base'], registry: 'registry.example.org', tag: '1'");
        tester.assertRoundTrip(
                promote, "cranePromote images: ['base'], registry: 'registry.example.org', to: ['stable']");
        tester.assertRoundTrip(new K3sBootStep(), "k3sBoot()");
        tester.assertRoundTrip(new StackReadyStep(), "stackReady()");
        tester.assertRoundTrip(new TrivyScanStep(List.of("a/b:1")), "trivyScan(['a/b:1'])");
        tester.assertRoundTrip(new StackDownStep(), "stackDown()");
        tester.assertRoundTrip(new CollectStackLogsStep(), "collectStackLogs()");
        tester.assertRoundTrip(new SbomScanStep(), "sbomScan()");
        tester.assertRoundTrip(new CalverReleaseStep(List.of("base")), "calverRelease(['base'])");
        SshDeployStep deploy = new SshDeployStep();
        deploy.setHost("app.example.org");
        deploy.setDirectory("/srv/app");
        tester.assertRoundTrip(deploy, "sshDeploy directory: '/srv/app', host: 'app.example.org'");
    }

    @Test
    public void shouldTellInAPhraseWhatRuns() {
        List<String> images = List.of("base", "backend", "frontend", "worker");
        Map<String, Object> place = Map.of("registry", REGISTRY, "namespace", "me/app");

        assertThat(phrase(new ParallelPushStep.DescriptorImpl(), place, Map.of("images", images, "tag", "sha-1234567")))
                .isEqualTo("base, backend, frontend, worker → registry.example.org/me/app, sha-1234567");
        assertThat(phrase(
                        new ParallelPushStep.DescriptorImpl(),
                        place,
                        Map.of("images", List.of("a", "b", "c", "d", "e"), "tag", "1")))
                .isEqualTo("5 images → registry.example.org/me/app, 1");
        assertThat(phrase(
                        new TrivyScanStep.DescriptorImpl(),
                        Map.of("images", List.of("a/b:1"), "severity", List.of("CRITICAL", "HIGH"))))
                .isEqualTo("a/b:1 for CRITICAL, HIGH");
        assertThat(phrase(
                        new CranePromoteStep.DescriptorImpl(),
                        Map.of("images", List.of("base"), "to", List.of("latest", "stable"))))
                .isEqualTo("base → latest, stable");
        assertThat(phrase(new CalverReleaseStep.DescriptorImpl(), place, Map.of("images", List.of("base"))))
                .isEqualTo("base from registry.example.org/me/app");
        assertThat(phrase(new SshDeployStep.DescriptorImpl(), Map.of("target", "production", "imageTag", "2026.11.0")))
                .isEqualTo("2026.11.0 to production");
        assertThat(phrase(
                        new K3sBootStep.DescriptorImpl(),
                        Map.of("version", "v1.32.11+k3s1", "composeFiles", List.of("compose.yaml"))))
                .isEqualTo("k3s v1.32.11+k3s1 and compose.yaml");
        assertThat(phrase(new K3sBootStep.DescriptorImpl(), Map.of())).isEqualTo("k3s");
        assertThat(phrase(
                        new StackReadyStep.DescriptorImpl(),
                        Map.of("namespace", "app", "health", List.of(Map.of("name", "web"), Map.of("name", "api")))))
                .isEqualTo("app: web, api healthy");
        assertThat(phrase(new StackDownStep.DescriptorImpl(), Map.of("projectName", "app", "k3s", true)))
                .isEqualTo("app, k3s");
        assertThat(phrase(new CollectStackLogsStep.DescriptorImpl(), Map.of("output", "reports")))
                .isEqualTo("→ reports");
        assertThat(phrase(new SbomScanStep.DescriptorImpl(), Map.of("directories", List.of("a", "b"))))
                .isEqualTo("a, b");
    }

    @Test
    public void shouldHaveHelpForEveryField() {
        for (Class<?> step : List.of(
                K3sBootStep.class,
                StackReadyStep.class,
                ParallelPushStep.class,
                TrivyScanStep.class,
                SbomScanStep.class,
                StackDownStep.class,
                CollectStackLogsStep.class,
                CranePromoteStep.class,
                CalverReleaseStep.class,
                SshDeployStep.class)) {
            DescribableModel.of(step)
                    .getParameters()
                    .forEach(parameter -> assertThat(
                                    step.getResource(step.getSimpleName() + "/help-" + parameter.getName() + ".html"))
                            .as(step.getSimpleName() + "." + parameter.getName())
                            .isNotNull());
        }
    }

    @SafeVarargs
    private static String phrase(OperationStepDescriptor step, Map<String, Object>... arguments) {
        Map<String, Object> all = new HashMap<>();
        for (Map<String, Object> some : arguments) {
            all.putAll(some);
        }
        return step.argumentsToString(all);
    }

    private static void assertRoundTrip(OperationStep step) throws Exception {
        OperationStep same = new StepConfigTester(JENKINS).configRoundTrip(step);

        assertThat(DescribableModel.uninstantiate2_(same).toMap())
                .isEqualTo(DescribableModel.uninstantiate2_(step).toMap());
    }
}
