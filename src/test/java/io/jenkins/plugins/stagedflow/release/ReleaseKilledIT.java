package io.jenkins.plugins.stagedflow.release;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.jenkins.plugins.stagedflow.StallingProxy;
import io.jenkins.plugins.stagedflow.git.GitHttpServer;
import io.jenkins.plugins.stagedflow.git.RealGit;
import io.jenkins.plugins.stagedflow.github.GitHubApi;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Kills the command line between each two effects of a release, and runs it again. */
@RunWith(Parameterized.class)
public class ReleaseKilledIT {
    private static final String PASSWORD = "hunter2-git";

    /** Where the process is killed: who holds which request, and whether the other side has done it by then. */
    private enum Point {
        BEFORE_THE_TAG("git", "POST /remote.git/git-receive-pack", false, false),
        TAG_CREATED_BUT_NOT_ANSWERED("git", "POST /remote.git/git-receive-pack", true, true),
        BEFORE_THE_FIRST_IMAGE("registry", "PUT .*", false, true),
        ONE_IMAGE_OF_TWO("registry", "PUT .*/frontend/.*", false, true),
        IMAGES_WRITTEN_BUT_NOT_ANSWERED("registry", "PUT .*/frontend/.*", true, true),
        BEFORE_THE_RELEASE_ON_GITHUB("github", "POST /repos/.*", false, true),
        DRAFT_CREATED_BUT_NOT_ANSWERED("github", "POST /repos/.*", true, true),
        BEFORE_THE_UPLOAD("github", "POST /uploads/.*", false, true),
        UPLOADED_BUT_NOT_ANSWERED("github", "POST /uploads/.*", true, true),
        BEFORE_THE_DRAFT_IS_PUBLISHED("github", "PATCH .*", false, true),
        PUBLISHED_BUT_NOT_ANSWERED("github", "PATCH .*", true, true);

        private final String server;
        private final String request;
        private final boolean done;
        private final boolean tagged;

        Point(String server, String request, boolean done, boolean tagged) {
            this.server = server;
            this.request = request;
            this.done = done;
            this.tagged = tagged;
        }
    }

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final RealGit git = new RealGit();

    @Rule
    public final GitHubApi gitHub = new GitHubApi();

    @Parameter
    public String point;

    private GitHttpServer gitServer;
    private StallingProxy gitProxy;
    private StallingProxy registryProxy;
    private StallingProxy gitHubProxy;
    private String backend;
    private String frontend;
    private String commit;

    @Parameters(name = "{0}")
    public static List<String> points() {
        return Arrays.stream(Point.values()).map(Point::name).toList();
    }

    @Before
    public void prepare() throws Exception {
        backend = registry.put("backend", "latest", "backend");
        frontend = registry.put("frontend", "latest", "frontend");
        commit = git.pushedCommit();
        Files.writeString(git.root().resolve("sbom.json"), "{}");
        Files.writeString(git.root().resolve("token"), GitHubApi.TOKEN);
        Files.writeString(git.root().resolve("password"), PASSWORD);
        gitServer = new GitHttpServer(git.root(), "bot", PASSWORD);
        gitProxy = new StallingProxy(URI.create(gitServer.url("")).getAuthority());
        registryProxy = new StallingProxy(registry.name());
        gitHubProxy = new StallingProxy(URI.create(gitHub.url()).getAuthority());
        answerAsGitHub();
    }

    @After
    public void stop() {
        gitProxy.close();
        registryProxy.close();
        gitHubProxy.close();
        gitServer.close();
    }

    @Test
    public void shouldCompleteThatVeryVersionOrHaveChangedNothing() throws Exception {
        Point where = Point.valueOf(point);
        killAt(where);
        boolean wasTagged = !git.tags().isEmpty();
        // What the source holds by now belongs to the next version, unless nothing of this one is there.
        String moved = registry.put("backend", "latest", "moved on");
        JsonNode result = runToItsEnd();

        String version = result.path("version").asText();
        assertThat(wasTagged).isEqualTo(where.tagged);
        assertThat(version).isEqualTo(month() + "0");
        assertThat(git.tags()).containsExactly(version);
        assertThat(git.git(git.remote(), "rev-parse", version + "^{commit}")).isEqualTo(commit);
        assertThat(registry.digest("backend", version)).isEqualTo(where.tagged ? backend : moved);
        assertThat(registry.digest("frontend", version)).isEqualTo(frontend);
        assertThat(result.path("releaseUrl").asText()).isEqualTo("https://github.example/team/app/releases/" + version);
        gitHub.server().verify(1, postRequestedFor(urlEqualTo(GitHubApi.RELEASES)));
        gitHub.server().verify(1, patchRequestedFor(urlEqualTo(GitHubApi.RELEASES + "/7")));
        gitHub.server().verify(1, postRequestedFor(urlPathEqualTo("/uploads/7/assets")));
    }

    private void killAt(Point where) throws Exception {
        StallingProxy proxy =
                switch (where.server) {
                    case "git" -> gitProxy;
                    case "registry" -> registryProxy;
                    default -> gitHubProxy;
                };
        StallingProxy.Hold hold = where.done
                ? proxy.holdAnswer(request -> request.matches(where.request))
                : proxy.holdRequest(request -> request.matches(where.request));
        Process process = start("killed");
        assertThat(hold.awaitReached(60)).as("the request %s", where.request).isTrue();
        if (where == Point.ONE_IMAGE_OF_TWO) {
            awaitImage("backend");
        }
        process.destroyForcibly().waitFor();
        hold.let(503);
        proxy.release();
    }

    private void awaitImage(String name) throws InterruptedException {
        for (int i = 0; i < 100 && registry.digest(name, month() + "0").isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(registry.digest(name, month() + "0")).isNotEmpty();
    }

    private JsonNode runToItsEnd() throws Exception {
        Process process = start("again");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(git.root().resolve("again.err")))
                .isZero();
        return new ObjectMapper().readTree(git.root().resolve("again.out").toFile());
    }

    private Process start(String name) throws Exception {
        Path password = git.root().resolve("registry-password");
        Files.writeString(password, registry.password("pusher").reveal());
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                System.getProperty("stagedflow.cli.jar")));
        line.addAll(List.of("release", "--json", "-C", git.local().toString()));
        line.addAll(List.of("--registry", registryProxy.address(), "--namespace", registry.namespace()));
        line.addAll(List.of("--username", "pusher", "--password-from", "file:" + password));
        line.addAll(List.of("--remote", "http://" + gitProxy.address() + "/remote.git"));
        line.addAll(List.of(
                "--git-username",
                "bot",
                "--git-password-from",
                "file:" + git.root().resolve("password")));
        line.addAll(List.of("--repository", "team/app", "--api-url", "http://" + gitHubProxy.address()));
        line.addAll(List.of("--github-token-from", "file:" + git.root().resolve("token")));
        line.addAll(List.of("--asset", git.root().resolve("sbom.json").toString(), "backend", "frontend"));
        return new ProcessBuilder(line)
                .redirectOutput(git.root().resolve(name + ".out").toFile())
                .redirectError(git.root().resolve(name + ".err").toFile())
                .start();
    }

    // A draft is in the list, a published release is found by its tag.
    private void answerAsGitHub() {
        String version = month() + "0";
        String draft = release(version, true);
        String published = release(version, false);
        String asset = "[" + gitHub.asset(3, "sbom.json", 2, "uploaded") + "]";
        stub(post(GitHubApi.RELEASES), "Started", "draft", draft, 201);
        for (String state : List.of("draft", "uploaded")) {
            stub(get(urlPathEqualTo(GitHubApi.RELEASES)), state, state, "[" + draft + "]", 200);
            stub(patch(urlEqualTo(GitHubApi.RELEASES + "/7")), state, "published", published, 200);
        }
        String assets = GitHubApi.RELEASES + "/7/assets";
        stub(get(urlPathEqualTo(assets)), "draft", "draft", "[]", 200);
        stub(get(urlPathEqualTo(assets)), "uploaded", "uploaded", asset, 200);
        stub(get(urlPathEqualTo(assets)), "published", "published", asset, 200);
        stub(
                post(urlPathMatching("/uploads/7/assets")),
                "draft",
                "uploaded",
                gitHub.asset(3, "sbom.json", 2, "uploaded"),
                201);
        stub(get(urlMatching(GitHubApi.RELEASES + "/tags/.*")), "published", "published", published, 200);
    }

    private void stub(MappingBuilder request, String state, String next, String json, int status) {
        gitHub.server()
                .stubFor(request.inScenario("release")
                        .whenScenarioStateIs(state)
                        .willSetStateTo(next)
                        .willReturn(okJson(json).withStatus(status)));
    }

    // The addresses in the answers must lead through the proxy too.
    private String release(String version, boolean draft) {
        return gitHub.release(7, version, draft).replace(gitHub.url(), "http://" + gitHubProxy.address());
    }

    private static String month() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        return now.getYear() + "." + now.getMonthValue() + ".";
    }
}
