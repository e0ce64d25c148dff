package io.jenkins.plugins.stagedflow.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PublishReleaseTest {
    private static final String TAG = "2026.11.0";
    private static final String COMMIT = "c".repeat(40);
    private static final String ALREADY_EXISTS = "{\"message\": \"Validation Failed\", \"errors\": [{\"resource\":"
            + " \"Release\", \"code\": \"already_exists\", \"field\": \"tag_name\"}]}";

    @Rule
    public final GitHubApi api = new GitHubApi();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private final ManualTiming time = new ManualTiming();

    @Test
    public void shouldPublishWithBodyNotesAndFlags() throws Exception {
        PublishedRelease release = publish(content(true, false, true));

        assertThat(release).isEqualTo(new PublishedRelease(page(TAG), false));
        server().verify(
                        1,
                        postRequestedFor(urlEqualTo(GitHubApi.RELEASES))
                                .withRequestBody(equalToJson(
                                        "{\"tag_name\": \"2026.11.0\", \"name\": \"2026.11.0\", \"target_commitish\": \""
                                                + COMMIT
                                                + "\", \"body\": \"The body\", \"generate_release_notes\": true,"
                                                + " \"prerelease\": true, \"draft\": false}")));
        assertThat(api.requested())
                .allMatch(request -> ("token " + GitHubApi.TOKEN).equals(request.getHeader("Authorization"))
                        || ("Bearer " + GitHubApi.TOKEN).equals(request.getHeader("Authorization")));
    }

    @Test
    public void shouldKeepADraftWhereOneIsWanted() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES).willReturn(GitHubApi.created(api.release(7, TAG, true))));

        publish(content(false, true, false));
        api.releases(api.release(7, TAG, true));
        PublishedRelease again = publish(content(false, true, false));

        assertThat(again.existing()).isTrue();
        server().verify(1, postRequestedFor(urlEqualTo(GitHubApi.RELEASES)));
        server().verify(0, patchRequestedFor(urlEqualTo(GitHubApi.RELEASES + "/7")));
    }

    @Test
    public void shouldShowAReleaseWithFilesOnlyWhenAllAreThere() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES).willReturn(GitHubApi.created(api.release(7, TAG, true))));
        api.assets(7);
        stubUploads();
        server().stubFor(patch(urlEqualTo(GitHubApi.RELEASES + "/7")).willReturn(okJson(api.release(7, TAG, false))));

        PublishedRelease release = publish(content(true, false, false, file("sbom.spdx.json"), file("notes.bin")));

        assertThat(release.url()).isEqualTo(page(TAG));
        assertThat(api.requests())
                .containsSubsequence(
                        "POST " + GitHubApi.RELEASES,
                        "POST /uploads/7/assets?name=sbom.spdx.json",
                        "POST /uploads/7/assets?name=notes.bin",
                        "PATCH " + GitHubApi.RELEASES + "/7");
        server().verify(postRequestedFor(urlPathEqualTo("/uploads/7/assets"))
                .withHeader(
                        "Content-Type", com.github.tomakehurst.wiremock.client.WireMock.equalTo("application/json")));
    }

    @Test
    public void shouldCompleteADraftThatWasCutOffAndUploadOnlyWhatIsMissing() throws Exception {
        String whole = file("whole.json");
        String half = file("half.json");
        api.releases(api.release(7, TAG, true), api.release(5, "2026.10.9", false));
        api.assets(
                7,
                api.asset(1, "whole.json", Files.size(Path.of(whole)), "uploaded"),
                api.asset(2, "half.json", 0, "starter"));
        server().stubFor(delete(GitHubApi.RELEASES + "/assets/2").willReturn(noContent()));
        stubUploads();
        server().stubFor(patch(urlEqualTo(GitHubApi.RELEASES + "/7")).willReturn(okJson(api.release(7, TAG, false))));

        PublishedRelease release = publish(content(true, false, false, whole, half));

        assertThat(release).isEqualTo(new PublishedRelease(page(TAG), true));
        assertThat(api.requests())
                .containsSubsequence(
                        "DELETE " + GitHubApi.RELEASES + "/assets/2",
                        "POST /uploads/7/assets?name=half.json",
                        "PATCH " + GitHubApi.RELEASES + "/7")
                .noneMatch(request -> request.contains("name=whole.json"))
                .doesNotContain("POST " + GitHubApi.RELEASES);
    }

    @Test
    public void shouldLeaveAPublishedReleaseAsItIs() throws Exception {
        api.published(TAG, api.release(7, TAG, false));

        assertThat(publish(content(true, false, false))).isEqualTo(new PublishedRelease(page(TAG), true));
        assertThat(api.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    public void shouldNotPublishTwiceWhatABadGatewayHidTheAnswerOf() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES)
                .inScenario("gateway")
                .willSetStateTo("made")
                .willReturn(aResponse().withStatus(502).withBody("<html>Bad gateway</html>")));
        server().stubFor(get(GitHubApi.RELEASES + "/tags/" + TAG)
                .inScenario("gateway")
                .whenScenarioStateIs("made")
                .willReturn(okJson(api.release(7, TAG, false))));

        assertThat(publish(content(true, false, false)).url()).isEqualTo(page(TAG));
        server().verify(1, postRequestedFor(urlEqualTo(GitHubApi.RELEASES)));
        assertThat(time.waits()).hasSize(1);
        assertThat(console.text()).contains("GitHub answered 502").contains("trying again");
    }

    @Test
    public void shouldGiveUpAfterAFewBadGateways() {
        server().stubFor(post(GitHubApi.RELEASES).willReturn(aResponse().withStatus(502)));

        assertThatThrownBy(() -> publish(content(true, false, false)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("publish the release 2026.11.0 in team/app at localhost:")
                .hasMessageContaining("GitHub answered 502");
        server().verify(4, postRequestedFor(urlEqualTo(GitHubApi.RELEASES)));
    }

    @Test
    public void shouldSayUntilWhenARateLimitIsUsedUpInsteadOfWaiting() {
        server().stubFor(post(GitHubApi.RELEASES)
                .willReturn(GitHubApi.failure(403, "{\"message\": \"API rate limit exceeded\"}")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset", "1795430000")));

        assertThatThrownBy(() -> publish(content(true, false, false)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("the rate limit of this token is used up until 2026-11-23T")
                .hasMessageContaining("Run again later");
        assertThat(time.waits()).isEmpty();
        server().verify(1, postRequestedFor(urlEqualTo(GitHubApi.RELEASES)));
    }

    @Test
    public void shouldSayHowLongASecondaryLimitLasts() {
        server().stubFor(post(GitHubApi.RELEASES)
                .willReturn(GitHubApi.failure(403, "{\"message\": \"You have exceeded a secondary rate limit\"}")
                        .withHeader("Retry-After", "73")));

        assertThatThrownBy(() -> publish(content(true, false, false))).hasMessageContaining("used up, for 73 s");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    public void shouldTakeTheReleaseThatAnotherRunMadeMeanwhile() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES)
                .inScenario("race")
                .willSetStateTo("lost")
                .willReturn(GitHubApi.failure(422, ALREADY_EXISTS)));
        server().stubFor(get(GitHubApi.RELEASES + "/tags/" + TAG)
                .inScenario("race")
                .whenScenarioStateIs("lost")
                .willReturn(okJson(api.release(8, TAG, false))));

        assertThat(publish(content(true, false, false)).url()).isEqualTo(page(TAG));
    }

    @Test
    public void shouldRemoveItsDraftWhenAnotherRunPublishedFirst() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES).willReturn(GitHubApi.created(api.release(7, TAG, true))));
        String file = file("sbom.json");
        api.assets(7);
        api.assets(8, api.asset(3, "sbom.json", Files.size(Path.of(file)), "uploaded"));
        stubUploads();
        server().stubFor(patch(urlEqualTo(GitHubApi.RELEASES + "/7"))
                .inScenario("race")
                .willSetStateTo("lost")
                .willReturn(GitHubApi.failure(422, ALREADY_EXISTS)));
        server().stubFor(get(GitHubApi.RELEASES + "/tags/" + TAG)
                .inScenario("race")
                .whenScenarioStateIs("lost")
                .willReturn(okJson(api.release(8, TAG, false))));
        server().stubFor(delete(GitHubApi.RELEASES + "/7").willReturn(noContent()));

        assertThat(publish(content(true, false, false, file)).url()).isEqualTo(page(TAG));
        assertThat(api.requests()).contains("DELETE " + GitHubApi.RELEASES + "/7");
    }

    @Test
    public void shouldTellInGitHubsWordsWhatItDoesNotAccept() {
        server().stubFor(post(GitHubApi.RELEASES)
                .willReturn(GitHubApi.failure(
                        422,
                        "{\"message\": \"Validation Failed\", \"errors\": [{\"field\": \"tag_name\", \"code\":"
                                + " \"custom\", \"message\": \"is not a valid tag\"}]}")));

        assertThatThrownBy(() -> publish(content(true, false, false)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("GitHub answered 422: Validation Failed; tag_name custom")
                .hasMessageContaining("is not a valid tag");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    public void shouldSayWhatToCheckWhenTheRepositoryOrTheTokenIsNotKnown() {
        server().stubFor(get("/repos/team/app").willReturn(GitHubApi.failure(404, "{\"message\": \"Not Found\"}")));
        assertThatThrownBy(() -> new RequireRepository(api.repository()).run(console))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("find the repository team/app")
                .hasMessageContaining("Check 'repository' and 'apiUrl'");

        server().stubFor(get("/repos/team/app")
                .willReturn(GitHubApi.failure(401, "{\"message\": \"Bad credentials\"}")));
        assertThatThrownBy(() -> new RequireRepository(api.repository()).run(console))
                .hasMessageContaining("GitHub answered 401: Bad credentials")
                .hasMessageContaining("Check the token");
    }

    @Test
    public void shouldSendTheTokenToNobodyElseAndShowItNowhere() throws Exception {
        WireMockServer other = new WireMockServer(0);
        other.start();
        try {
            server().stubFor(get("/repos/team/app")
                    .willReturn(aResponse()
                            .withStatus(301)
                            .withHeader("Location", other.baseUrl() + "/elsewhere")
                            .withBody("{\"message\": \"Moved " + GitHubApi.TOKEN + "\"}")));

            Throwable failure = catchThrowable(() -> publish(content(true, false, false)));

            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(failure).isInstanceOf(OperationFailedException.class);
            assertThat(trace + console.text() + api.repository()).doesNotContain(GitHubApi.TOKEN);
            assertThat(other.getAllServeEvents()).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    public void shouldEndAtOnceWhenItIsStopped() throws Exception {
        server().stubFor(post(GitHubApi.RELEASES)
                .willReturn(GitHubApi.created(api.release(7, TAG, false)).withFixedDelay(20_000)));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> failure.set(catchThrowable(() -> publish(content(true, false, false)))));
        thread.start();
        while (thread.isAlive()
                && api.requests().stream()
                        .noneMatch(request -> request.startsWith("GET " + GitHubApi.RELEASES + "?"))) {
            Thread.sleep(10);
        }
        Thread.sleep(300);
        thread.interrupt();
        thread.join(5_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    public void shouldRefuseWhatIsNoRepositoryAndAnApiWithoutTls() {
        refuses("repository", () -> GitHubRepository.of(GitHubRepository.GITHUB_COM, "app", Secret.of("t")));
        refuses("repository", () -> GitHubRepository.of(GitHubRepository.GITHUB_COM, "team/app/x", Secret.of("t")));
        refuses("githubToken", () -> GitHubRepository.of(GitHubRepository.GITHUB_COM, "team/app", Secret.of("")));
        refuses("apiUrl", () -> GitHubRepository.of("http://github.example/api/v3", "team/app", Secret.of("t")));
        refuses("apiUrl", () -> GitHubRepository.of("https://me:x@github.example", "team/app", Secret.of("t")));
        assertThat(GitHubRepository.of("https://github.example/api/v3/", "team/app", Secret.of("t"))
                        .api())
                .hasToString("https://github.example/api/v3");
    }

    private static void refuses(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidRequestException.class).hasMessageStartingWith(field + ": ");
    }

    private void stubUploads() {
        server().stubFor(post(urlPathEqualTo("/uploads/7/assets"))
                .willReturn(GitHubApi.created(api.asset(9, "x", 1, "uploaded"))));
    }

    private String file(String name) throws Exception {
        return Files.writeString(folder.getRoot().toPath().resolve(name), "content of " + name)
                .toString();
    }

    private static ReleaseContent content(boolean notes, boolean draft, boolean preRelease, String... assets) {
        return new ReleaseContent(TAG, COMMIT, "The body", notes, draft, preRelease, List.of(assets));
    }

    private PublishedRelease publish(ReleaseContent content) throws InterruptedException {
        return new PublishRelease(api.repository(), content).run(console, time.timing());
    }

    private static String page(String tag) {
        return "https://github.example/team/app/releases/" + tag;
    }

    private WireMockServer server() {
        return api.server();
    }
}
