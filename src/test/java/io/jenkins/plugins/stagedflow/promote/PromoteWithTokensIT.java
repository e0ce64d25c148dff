package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.Repository;
import io.jenkins.plugins.stagedflow.registry.TestImages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Promotion at a registry that wants tokens of a token server. */
public class PromoteWithTokensIT {
    private static final List<String> FOUR = List.of("base", "backend", "frontend", "cert-generator");

    @Rule
    public final OwnRegistry registry = OwnRegistry.withTokens();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldAskForOneTokenAndThenThreeTimesAnImage() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");
        try (FaultProxy counted = new FaultProxy(registry.name())) {
            promote(request(counted.address()).from("sha-1"));
            int tokens = registry.tokenRequests().size();
            counted.reset();

            promote(request(counted.address()).from("sha-1").to(List.of("stable")));

            assertThat(registry.tokenRequests()).hasSize(tokens + 1);
            assertThat(registry.tokenRequests().get(tokens))
                    .isEqualTo("GET repository:team/base:pull,push repository:team/backend:pull,push"
                            + " repository:team/frontend:pull,push repository:team/cert-generator:pull,push");
            assertThat(counted.requests())
                    .containsExactlyInAnyOrderElementsOf(FOUR.stream()
                            .flatMap(name -> List.of(
                                    "GET /v2/team/" + name + "/manifests/sha-1",
                                    "GET /v2/team/" + name + "/manifests/stable",
                                    "PUT /v2/team/" + name + "/manifests/stable")
                                    .stream())
                            .toList());
        }
        assertThat(registry.digest(image("base", "stable"))).isEqualTo(digests.get("base"));
        FOUR.forEach(name ->
                assertThat(registry.digestBySkopeo(image(name, "stable"))).isEqualTo(digests.get(name)));
    }

    @Test
    public void shouldAskTwiceAnImageForDigestsThatThisMachinePushed() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");
        try (FaultProxy counted = new FaultProxy(registry.name())) {
            promote(request(counted.address()).from("sha-1"));
            counted.reset();

            promote(byDigest(counted.address(), digests).to(List.of("stable")));

            assertThat(counted.requests()).hasSize(8);
            assertThat(counted.count(request -> request.startsWith("PUT "))).isEqualTo(4);
            counted.reset();

            promote(byDigest(counted.address(), digests).to(List.of("stable")));

            assertThat(counted.requests()).hasSize(4).allMatch(request -> request.startsWith("GET "));
        }
    }

    @Test
    public void shouldNameTheOneOfFourThatMayNotBeRead() throws Exception {
        Map<String, String> old = putFour("latest", "old");
        putFour("sha-1", "new");
        registry.forbid(registry.repository("team/frontend"));

        assertThatThrownBy(() -> promote(request(registry.name()).from("sha-1")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("frontend: ")
                .hasMessageContaining("401")
                .hasMessageContaining("No tag was written")
                .hasMessageNotContaining("base: ");
        assertThat(registry.digest(image("base", "latest"))).isEqualTo(old.get("base"));
    }

    @Test
    public void shouldFetchATokenAnewWhenItHasExpired() throws Exception {
        putFour("sha-1", "new");
        // The registry grants a minute of leeway.
        registry.tokensLastSeconds(-120);

        assertThatThrownBy(() -> promote(request(registry.name()).from("sha-1")))
                .hasMessageContaining("401");

        registry.tokensLastSeconds(300);
        promote(request(registry.name()).from("sha-1"));
        assertThat(registry.digest(image("base", "latest"))).isNotEmpty();
    }

    @Test
    public void shouldCopyToAnotherRepositoryByMountWithOneToken() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");
        try (FaultProxy counted = new FaultProxy(registry.name())) {
            promote(request(counted.address()).from("sha-1").toNamespace("released"));

            assertThat(counted.count(request -> request.contains("mount="))).isEqualTo(8);
            assertThat(counted.count(request -> request.startsWith("PATCH "))).isZero();
        }
        FOUR.forEach(name -> assertThat(
                        registry.digest(new Repository(registry.name(), "released/" + name).tagged("latest")))
                .isEqualTo(digests.get(name)));
    }

    private Map<String, String> putFour(String tag, String text) throws InterruptedException {
        Map<String, String> digests = new LinkedHashMap<>();
        TestImages images = new TestImages(OwnRegistry.LOGIN);
        for (String name : FOUR) {
            digests.put(name, images.put(image(name, tag), name + text));
        }
        return digests;
    }

    private ImageReference image(String name, String tag) {
        return registry.repository("team/" + name).tagged(tag);
    }

    private void promote(PromoteRequest.Builder request) throws InterruptedException {
        new CranePromote(registry.host(), console).promote(request.build());
    }

    private static PromoteRequest.Builder request(String address) {
        return PromoteRequest.builder()
                .registry(address)
                .namespace("team")
                .images(FOUR)
                .login(OwnRegistry.LOGIN);
    }

    private static PromoteRequest.Builder byDigest(String address, Map<String, String> digests) {
        return PromoteRequest.builder()
                .registry(address)
                .namespace("team")
                .images(digests)
                .login(OwnRegistry.LOGIN);
    }
}
