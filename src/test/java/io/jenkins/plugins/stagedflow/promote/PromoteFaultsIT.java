package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.FaultProxy.Fault;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.TestImages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Promotion over a line that breaks, at a registry that fails or lies. */
public class PromoteFaultsIT {
    private static final List<String> FOUR = List.of("base", "backend", "frontend", "cert-generator");

    @Rule
    public final OwnRegistry registry = OwnRegistry.withoutDelete();

    private final TestImages images = new TestImages(RegistryLogin.anonymous());
    private final RecordingConsole console = new RecordingConsole();
    private FaultProxy proxy;
    private Map<String, String> old;
    private Map<String, String> fresh;

    @Before
    public void putImages() throws Exception {
        proxy = new FaultProxy(registry.name());
        old = putFour("latest", "old");
        fresh = putFour("sha-1", "new");
    }

    @After
    public void closeProxy() {
        proxy.close();
    }

    @Test
    public void shouldPutTheOthersBackWhenTheThirdOfFourCannotBeWritten() {
        proxy.always(put("frontend"), Fault.answer(400, error("MANIFEST_INVALID", "not today")));

        assertThatThrownBy(this::promote)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("frontend:latest: ")
                .hasMessageContaining("MANIFEST_INVALID: not today")
                .hasMessageContaining("base:latest was put back to " + old.get("base"))
                .hasMessageContaining("backend:latest was put back to " + old.get("backend"));

        FOUR.forEach(name -> assertThat(registry.digest(latest(name))).isEqualTo(old.get(name)));
    }

    @Test
    public void shouldNameTheTagThatCouldNotBePutBack() {
        proxy.next(put("base"), passing -> passing.on());
        proxy.always(put("base"), Fault.answer(403, error("DENIED", "frozen")));
        proxy.always(put("frontend"), Fault.answer(400, error("MANIFEST_INVALID", "not today")));

        assertThatThrownBy(this::promote)
                .hasMessageContaining("base:latest could not be put back to " + old.get("base"))
                .hasMessageContaining("DENIED: frozen")
                .hasMessageContaining("backend:latest was put back to " + old.get("backend"));

        assertThat(registry.digest(latest("base"))).isEqualTo(fresh.get("base"));
        assertThat(registry.digest(latest("backend"))).isEqualTo(old.get("backend"));
    }

    @Test
    public void shouldGoOnAfterAnErrorOfTheServerAndAnAnswerThatWasLost() throws Exception {
        proxy.next(put("base"), Fault.answer(500, error("UNKNOWN", "hiccup")));
        proxy.next(put("backend"), Fault.loseAnswer());
        proxy.next(put("frontend"), Fault.answer(429, "", "Retry-After", "1"));
        proxy.next(request -> request.contains("/cert-generator/manifests/sha-1"), Fault.answer(502, "<html>"));

        promote();

        FOUR.forEach(name -> assertThat(registry.digest(latest(name))).isEqualTo(fresh.get(name)));
    }

    @Test
    public void shouldAskAgainForAManifestThatEndsTooEarlyAndRefuseOneThatIsAnnouncedTooShort() throws Exception {
        proxy.next(source("base"), Fault.breakAnswerAfter(100));
        proxy.always(source("backend"), Fault.truncate(100));

        assertThatThrownBy(this::promote)
                .hasMessageContaining("backend: ")
                .hasMessageContaining("the registry's bytes have sha256:")
                .hasMessageContaining(", not " + fresh.get("backend"))
                .hasMessageContaining("No tag was written")
                .hasMessageNotContaining("base: ");
    }

    @Test
    public void shouldWaitForARegistryThatIsDownForFiveSeconds() throws Exception {
        proxy.down(true);
        CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS).execute(() -> proxy.down(false));

        promote();

        FOUR.forEach(name -> assertThat(registry.digest(latest(name))).isEqualTo(fresh.get(name)));
    }

    @Test
    public void shouldTakeNeitherARefusalNorAFailureForAnAbsentTag() {
        proxy.always(
                request -> request.equals("GET /v2/team/backend/manifests/latest"),
                Fault.answer(403, error("DENIED", "not yours")));

        assertThatThrownBy(this::promote)
                .hasMessageContaining("backend:latest: ")
                .hasMessageContaining("403")
                .hasMessageContaining("No tag was written");
        assertThat(proxy.count(request -> request.startsWith("PUT "))).isZero();
    }

    @Test
    public void shouldRefuseAnswersThatNobodyGivesInGoodFaith() {
        proxy.always(source("base"), Fault.answer(302, "", "Location", "file:///etc/passwd"));
        proxy.always(source("backend"), Fault.answer(200, "[".repeat(200_000), "Content-Type", "application/json"));
        proxy.always(source("frontend"), Fault.endless("application/vnd.oci.image.manifest.v1+json"));
        proxy.always(
                source("cert-generator"),
                Fault.answer(401, "", "WWW-Authenticate", "Bearer realm=\"https://elsewhere.invalid/token\""));

        assertThatThrownBy(() -> promote(request().login(OwnRegistry.LOGIN)))
                .hasMessageContaining("base: ")
                .hasMessageContaining("is not followed")
                .hasMessageContaining("which is no manifest of an image")
                .hasMessageContaining("larger than 4096 KiB")
                .hasMessageContaining("elsewhere.invalid, to which the login is not sent")
                .hasMessageNotContaining(OwnRegistry.LOGIN.password().reveal());
        assertThat(proxy.count(request -> request.startsWith("PUT "))).isZero();
    }

    @Test
    public void shouldSayThatATagThatWasAbsentCannotBeTakenAwayAgain() {
        proxy.always(put("frontend"), Fault.answer(400, error("MANIFEST_INVALID", "not today")));

        assertThatThrownBy(() -> promote(request().to(List.of("stable"))))
                .hasMessageContaining("not today")
                .hasMessageContaining("base:stable could not be taken away again");
        // What was promoted stays whole: to delete the tag by its digest would have been the image itself.
        assertThat(registry.digest(image("base", "sha-1"))).isEqualTo(fresh.get("base"));
    }

    private void promote() throws InterruptedException {
        promote(request());
    }

    private void promote(PromoteRequest.Builder request) throws InterruptedException {
        new CranePromote(registry.host(), console).promote(request.build());
    }

    private PromoteRequest.Builder request() {
        return PromoteRequest.builder()
                .registry(proxy.address())
                .namespace("team")
                .images(FOUR)
                .from("sha-1");
    }

    private Map<String, String> putFour(String tag, String text) throws InterruptedException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String name : FOUR) {
            digests.put(name, images.put(image(name, tag), name + text));
        }
        return digests;
    }

    private ImageReference image(String name, String tag) {
        return registry.repository("team/" + name).tagged(tag);
    }

    private ImageReference latest(String name) {
        return image(name, "latest");
    }

    private static Predicate<String> put(String name) {
        return request -> request.startsWith("PUT /v2/team/" + name + "/manifests/");
    }

    private static Predicate<String> source(String name) {
        return request -> request.equals("GET /v2/team/" + name + "/manifests/sha-1");
    }

    private static String error(String code, String message) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
    }
}
