package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.ManualTiming;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

public class RegistryClientTest {
    private static final String MANIFEST = "{\"schemaVersion\": 2}\n";
    private static final String DIGEST = Digests.of(MANIFEST.getBytes(StandardCharsets.UTF_8));
    private static final String OTHER = "sha256:" + "0".repeat(64);
    private static final String PASSWORD = "s3cret-pass";
    private static final RegistryLogin LOGIN = new RegistryLogin("me", Secret.of(PASSWORD));
    private static final String BASIC = "Basic " + LOGIN.basic().reveal();

    @Rule
    public final FakeRegistry registry = new FakeRegistry();

    @Rule
    public final FakeRegistry elsewhere = new FakeRegistry();

    private final ManualTiming timing = new ManualTiming();

    @Test
    public void shouldReadAManifestByteForByte() throws Exception {
        registry.manifest(MANIFEST, "Docker-Content-Digest", DIGEST);

        Manifest manifest = client().manifest(registry.image()).orElseThrow();

        assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8)).isEqualTo(MANIFEST);
        assertThat(manifest.digest()).isEqualTo(DIGEST);
        assertThat(manifest.mediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
    }

    @Test
    public void shouldSendNameAndPasswordOnlyWhenAskedForThem() throws Exception {
        registry.answer(401, "", "WWW-Authenticate", "Basic realm=\"x\"").manifest(MANIFEST);

        RegistryClient client = client();
        client.manifest(registry.image());
        client.manifest(registry.image());

        assertThat(registry.requests())
                .containsExactly(
                        "GET /v2/team/app/manifests/v1 null",
                        "GET /v2/team/app/manifests/v1 " + BASIC,
                        "GET /v2/team/app/manifests/v1 " + BASIC);
    }

    @Test
    public void shouldNotSendARefusedPasswordAgain() {
        registry.answer(401, error("UNAUTHORIZED", "no"), "WWW-Authenticate", "Basic realm=\"x\"");

        assertFails("401", "UNAUTHORIZED: no", "Check name and password of 'me'");
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    public void shouldFetchATokenOfTheScopeAndUseItAgain() throws Exception {
        registry.answer(401, "", "WWW-Authenticate", bearer(registry, "/token"))
                .answer(200, "{\"token\":\"t0ken\"}")
                .manifest(MANIFEST);

        RegistryClient client = client();
        client.manifest(registry.image());
        client.digest(registry.image());

        assertThat(registry.requests())
                .startsWith(
                        "GET /v2/team/app/manifests/v1 null",
                        "GET /token?service=a+service&scope=repository%3Ateam%2Fapp%3Apull " + BASIC,
                        "GET /v2/team/app/manifests/v1 Bearer t0ken",
                        "HEAD /v2/team/app/manifests/v1 Bearer t0ken");
    }

    @Test
    public void shouldFetchANewTokenWhenTheOldOneExpired() throws Exception {
        registry.answer(401, "", "WWW-Authenticate", bearer(registry, "/token"))
                .answer(200, "{\"access_token\":\"first\"}")
                .manifest(MANIFEST)
                .answer(401, "", "WWW-Authenticate", bearer(registry, "/token"))
                .answer(200, "{\"token\":\"second\"}")
                .manifest(MANIFEST);

        RegistryClient client = client();
        client.manifest(registry.image());
        client.manifest(registry.image());

        assertThat(registry.requests().get(5)).endsWith("Bearer second");
    }

    @Test
    public void shouldNotTakeThe404OfATokenServiceForAMissingImage() {
        registry.answer(401, "", "WWW-Authenticate", bearer(registry, "/token")).answer(404, "");

        assertFails("the token service", "404");
    }

    @Test
    public void shouldNotSendTheLoginToATokenServiceOfAnotherDomain() {
        registry.answer(401, "", "WWW-Authenticate", "Bearer realm=\"https://evil.example/token\",service=\"s\"");

        assertFails("evil.example", "the login is not sent");
    }

    @Test
    public void shouldNotAskATokenServiceWithoutTls() {
        registry.answer(401, "", "WWW-Authenticate", "Bearer realm=\"http://evil.example/token\",service=\"s\"");

        assertFails("not reached by https");
    }

    @Test
    public void shouldRefuseATokenThatWouldBreakTheHeader() {
        registry.answer(401, "", "WWW-Authenticate", bearer(registry, "/token"))
                .answer(200, "{\"token\":\"a\\r\\nX: y\"}");

        assertFails("gave no token");
    }

    @Test
    public void shouldTakeOnlyA404OfTheManifestForAMissingImage() throws Exception {
        registry.answer(404, error("MANIFEST_UNKNOWN", "manifest unknown"));

        assertThat(client().manifest(registry.image())).isEmpty();
        assertThat(client().digest(registry.image())).isEmpty();
    }

    @Test
    public void shouldWaitAsLongAsTheRegistryAsksFor() throws Exception {
        registry.answer(429, "", "Retry-After", "7").manifest(MANIFEST);

        client().manifest(registry.image());

        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    public void shouldUnderstandADateToRetryAfter() throws Exception {
        registry.answer(503, "", "Retry-After", "Mon, 23 Nov 2026 10:00:09 GMT").manifest(MANIFEST);

        client().manifest(registry.image());

        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    public void shouldNotWaitForAnHourBecauseARegistrySaysSo() throws Exception {
        registry.answer(429, "", "Retry-After", "3600").manifest(MANIFEST);

        client().manifest(registry.image());

        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    public void shouldTryAgainWhatCanPassAndGiveUpInTheEnd() {
        registry.answer(500, error("UNKNOWN", "disk full"));

        assertFails("500", "disk full");
        assertThat(registry.requests()).hasSize(6);
        assertThat(timing.waits()).hasSize(5).isSorted();
    }

    @Test
    public void shouldTryAgainAfterAConnectionThatBroke() throws Exception {
        registry.answer(new FakeRegistry.Answer(0, new byte[0])).manifest(MANIFEST);

        assertThat(client().manifest(registry.image())).isPresent();
    }

    @Test
    public void shouldSayThatNobodyAnswers() {
        ImageReference image = new Repository("127.0.0.1:1", "team/app").tagged("v1");

        assertThatThrownBy(() -> client().manifest(image))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Could not read 127.0.0.1:1/team/app:v1: 127.0.0.1:1: nobody answers there.");
    }

    @Test
    public void shouldNotTryAgainWhatCannotPass() {
        registry.answer(403, error("DENIED", "not yours"));

        assertFails("403", "DENIED: not yours", "Give 'me' the right");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    public void shouldRefuseBytesThatDoNotHaveTheDigestOfTheHeader() {
        registry.manifest(MANIFEST, "Docker-Content-Digest", OTHER);

        assertFails(DIGEST, OTHER);
    }

    @Test
    public void shouldRefuseBytesThatDoNotHaveTheDigestAskedFor() {
        registry.manifest(MANIFEST);
        ImageReference image = registry.image().repository().at(OTHER);

        assertThatThrownBy(() -> client().manifest(image))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(DIGEST)
                .hasMessageContaining(OTHER);
    }

    @Test
    public void shouldReadTheManifestWhereHeadNamesNoDigest() throws Exception {
        registry.manifest(MANIFEST);

        assertThat(client().digest(registry.image())).contains(DIGEST);
    }

    @Test
    public void shouldRefuseWhatIsNoManifest() {
        registry.answer(200, "<html>", "Content-Type", "text/html; charset=utf-8");

        assertFails("text/html");
    }

    @Test
    public void shouldRefuseAManifestOfFiveMegabytes() {
        registry.manifest("x".repeat(5 * 1024 * 1024));

        assertFails("larger than 4096 KiB");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    public void shouldNotFollowARedirectToAnotherHost() {
        registry.answer(307, "", "Location", "http://" + elsewhere.name() + "/x?signature=secret");
        elsewhere.manifest(MANIFEST);

        assertFails("307", "a redirect to http://" + elsewhere.name() + " is not followed");
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    public void shouldNotFollowARedirectToAFile() {
        registry.answer(302, "", "Location", "file:///etc/passwd");

        assertFails("302", "is not followed");
    }

    @Test
    public void shouldFollowARedirectOnTheSameServerButNotForever() throws Exception {
        registry.answer(307, "", "Location", "/v2/team/app/manifests/v2").manifest(MANIFEST);
        assertThat(client().manifest(registry.image())).isPresent();

        elsewhere.answer(307, "", "Location", "/v2/again");
        assertThatThrownBy(() -> client().manifest(elsewhere.image())).hasMessageContaining("307");
        assertThat(elsewhere.requests()).hasSize(4);
    }

    @Test
    public void shouldMaskThePasswordInWhatARegistrySays() {
        registry.answer(
                400,
                error("BAD", "you sent " + PASSWORD + " and " + LOGIN.basic().reveal()));

        assertThatThrownBy(() -> client().manifest(registry.image()))
                .hasMessageContaining("you sent **** and ****")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    public void shouldShortenTheWordsOfAnError() {
        registry.answer(400, error("BAD", "y".repeat(100_000)));

        assertThatThrownBy(() -> client().manifest(registry.image()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    public void shouldSurviveAnErrorOfDeepJson() {
        registry.answer(400, "[".repeat(100_000));

        assertFails("400");
    }

    @Test
    public void shouldNoticeThatARegistryKeptSomethingElse() {
        registry.answer(201, "", "Docker-Content-Digest", OTHER);
        byte[] bytes = MANIFEST.getBytes(StandardCharsets.UTF_8);
        Manifest manifest = new Manifest("application/vnd.oci.image.manifest.v1+json", DIGEST, bytes);

        assertThatThrownBy(() -> client().put(registry.image(), manifest))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("kept " + OTHER);
    }

    @Test
    public void shouldNeverDeleteByDigest() {
        ImageReference image = registry.image().repository().at(DIGEST);

        assertThatThrownBy(() -> client().deleteTag(image)).isInstanceOf(IllegalArgumentException.class);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    public void shouldCancelTheUploadItBeganToLearnWhetherItMay() throws Exception {
        registry.answer(202, "", "Location", "/v2/team/app/blobs/uploads/1?state=x")
                .answer(204, "");

        client().requireWritable(registry.image().repository());

        assertThat(registry.requests())
                .containsExactly(
                        "POST /v2/team/app/blobs/uploads/ null", "DELETE /v2/team/app/blobs/uploads/1?state=x null");
    }

    private RegistryClient client() {
        return RegistryClient.forReading(LOGIN, timing.timing());
    }

    private void assertFails(String... parts) {
        assertThatThrownBy(() -> client().manifest(registry.image()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Could not read " + registry.image() + ": ")
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining(PASSWORD)
                .hasNoCause();
    }

    private static String bearer(FakeRegistry server, String path) {
        return "Bearer realm=\"http://" + server.name() + path + "\",service=\"a service\",scope=\"other\"";
    }

    private static String error(String code, String message) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
    }
}
