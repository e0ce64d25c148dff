package io.jenkins.plugins.stagedflow.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The pages of runs and jobs, with texts that nobody should trust. */
public class FlowPageTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @After
    public void openAgain() {
        JENKINS.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
    }

    @Test
    public void shouldShowWhatAFlowDid() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());

        String page = page(build).getWebResponse().getContentAsString();

        assertThat(page)
                .contains(
                        "docker pull localhost:5000/me/backend@" + SampleSteps.DIGEST,
                        "https://example.org/releases/2026.11.2",
                        "deploy@app.example.org:22",
                        "2026.11.1",
                        "an image could not be pruned",
                        "latest was sha256:",
                        "zlib1",
                        "Trivy 0.68.2: 2 critical, 1 high")
                .doesNotContain("${", "%Release");
    }

    @Test
    public void shouldEscapeEverything() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());

        for (HtmlPage page : List.of(page(build), client().getPage(build), client().getPage(build.getParent()))) {
            assertThat(page.getWebResponse().getContentAsString())
                    .doesNotContain("<script>alert", "<img src=x", "javascript:alert");
            assertThat(page.getByXPath("//img[@onerror]|//*[@src='x']")).isEmpty();
        }
        assertThat(page(build).asNormalizedText()).contains(SampleSteps.HOSTILE);
    }

    @Test
    public void shouldHoldToAContentSecurityPolicy() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());
        build(SampleSteps.flow(), build.getParent());

        HtmlPage run = page(build);
        HtmlPage job = client().getPage(build.getParent());

        assertThat(run.<DomElement>getByXPath("//section[contains(@class,'sf-section')]"))
                .hasSizeGreaterThan(5);
        assertThat(job.<DomElement>getByXPath("//section[@class='sf-trend']//*[local-name()='a']")).hasSize(2);
        for (HtmlPage page : List.of(run, job)) {
            for (DomElement ours : page.<DomElement>getByXPath("//section[starts-with(@class,'sf-')]/descendant-or-self::*")) {
                assertThat(ours.getTagName()).isNotIn("style", "iframe");
                // Copy buttons bring a script of Jenkins' own, which is a file.
                assertThat(ours.getTagName().equals("script") && !ours.hasAttribute("src")).isFalse();
                assertThat(ours.getAttributesMap().keySet())
                        .noneMatch(name -> name.equals("style") || name.startsWith("on"));
            }
        }
    }

    @Test
    public void shouldBeReadByWhoMayReadTheJobAlone() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "stranger")
                .grant(Item.READ)
                .everywhere()
                .to("reader"));

        assertThat(client().login("reader").getPage(build, "staged-flow/").getWebResponse().getStatusCode())
                .isEqualTo(200);
        JenkinsRule.WebClient stranger = client().login("stranger");
        stranger.getOptions().setThrowExceptionOnFailingStatusCode(false);
        assertThat(stranger.getPage(build, "staged-flow/").getWebResponse().getStatusCode())
                .isEqualTo(404);
    }

    @Test
    public void shouldHaveABoxOnThePageOfTheBuild() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());

        assertThat(client().getPage(build).asNormalizedText())
                .contains("Staged Flow", "1 images pushed", "Promoted to latest, stable", "2026.11.2 healthy");
        FreeStyleBuild without = JENKINS.buildAndAssertSuccess(build.getParent());
        assertThat(client().getPage(without).asNormalizedText()).doesNotContain("Staged Flow");
    }

    @Test
    public void shouldShowTheTrendAlsoWhenBuildsFail() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.getBuildersList().add(new FailureBuilder());
        for (int findings : List.of(4, 2, 6)) {
            FreeStyleBuild build = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
            add(build, List.of(SampleSteps.step("1", "trivyScan", SampleSteps.scan(findings))));
        }

        HtmlPage page = client().getPage(job);

        assertThat(page.<DomElement>getByXPath("//section[@class='sf-trend']//*[local-name()='a']/*[local-name()='title']").stream()
                        .map(DomElement::getTextContent))
                .containsExactly("#1: 2 critical, 2 high", "#2: 1 critical, 1 high", "#3: 3 critical, 3 high");
    }

    @Test
    public void shouldBeThereAfterItWasReadBack() throws Exception {
        FreeStyleBuild build = build(SampleSteps.flow());
        String before = page(build).asNormalizedText();

        JENKINS.jenkins.reload();

        FreeStyleBuild again = JENKINS.jenkins
                .getItemByFullName(build.getParent().getFullName(), FreeStyleProject.class)
                .getLastBuild();
        assertThat(again).isNotSameAs(build);
        assertThat(page(again).asNormalizedText()).isEqualTo(before);
        assertThat(xml(build)).contains("FlowAction").doesNotContain("record", "stagedflow.scan", "stagedflow.push");
    }

    @Test
    public void shouldKeepTheFileOfTheBuildSmall() throws Exception {
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(JENKINS.createFreeStyleProject());
        FlowAction action = new FlowAction();
        for (int i = 0; i < 200; i++) {
            action.add(SampleSteps.step("n" + i, "trivyScan", SampleSteps.scan(1000)));
        }
        build.addAction(action);
        build.save();

        assertThat(xml(build).length()).isLessThan(5_000_000);
        assertThat(page(build).asNormalizedText()).contains("100 more steps", "750 more findings");
    }

    private FreeStyleBuild build(List<StepSummary> steps) throws Exception {
        return build(steps, JENKINS.createFreeStyleProject());
    }

    private FreeStyleBuild build(List<StepSummary> steps, FreeStyleProject job) throws Exception {
        return add(JENKINS.buildAndAssertSuccess(job), steps);
    }

    private static FreeStyleBuild add(FreeStyleBuild build, List<StepSummary> steps) throws Exception {
        FlowAction action = new FlowAction();
        steps.forEach(action::add);
        build.addAction(action);
        build.save();
        return build;
    }

    private static String xml(FreeStyleBuild build) throws Exception {
        return Files.readString(build.getRootDir().toPath().resolve("build.xml"));
    }

    private HtmlPage page(FreeStyleBuild build) throws Exception {
        return client().getPage(build, "staged-flow/");
    }

    private JenkinsRule.WebClient client() {
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        client.setJavaScriptEnabled(false);
        return client;
    }
}
