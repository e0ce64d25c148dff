package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.TestImages;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;

/** Runs that overtake each other: the later commit wins. */
public class PromoteOrderIT {
    @ClassRule
    public static final OwnRegistry REGISTRY = OwnRegistry.withReferrers();

    private static final String CREATED = "org.opencontainers.image.created";
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String MONDAY = "2026-11-23T10:00:00Z";
    private static final String TUESDAY = "2026-11-24T10:00:00+01:00";

    private final TestImages images = new TestImages(RegistryLogin.anonymous());
    private final RecordingConsole console = new RecordingConsole();
    private final String name = "app-" + System.nanoTime();

    @Test
    public void shouldNotLetARunTakeATagFromALaterOne() throws Exception {
        String later = images.put(tag("latest"), "later", TUESDAY, Map.of(REVISION, "bbbbbbb"), Map.of());
        String earlier = images.put(tag("sha-1"), "earlier", MONDAY, Map.of(REVISION, "aaaaaaa"), Map.of());

        assertThatThrownBy(() -> promote(request()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(tag("latest") + " holds " + later + " of 2026-11-24T09:00:00Z (bbbbbbb)")
                .hasMessageContaining("later than " + earlier + " of 2026-11-23T10:00:00Z (aaaaaaa)")
                .hasMessageContaining("Use force to go back");
        assertThat(REGISTRY.digest(tag("latest"))).isEqualTo(later);

        promote(request().force(true));
        assertThat(REGISTRY.digest(tag("latest"))).isEqualTo(earlier);

        promote(request().from("sha-1"));
        images.put(tag("sha-1"), "later", TUESDAY, Map.of(REVISION, "bbbbbbb"), Map.of());
        promote(request());
        assertThat(REGISTRY.digest(tag("latest"))).isEqualTo(later);
    }

    @Test
    public void shouldBelieveAnnotationsBeforeLabelsAndLabelsBeforeTheTimeOfTheBuild() throws Exception {
        // Built late from an early commit.
        images.put(tag("latest"), "a", MONDAY, Map.of(CREATED, TUESDAY), Map.of());
        images.put(tag("sha-1"), "b", TUESDAY, Map.of(CREATED, MONDAY), Map.of());
        assertThatThrownBy(() -> promote(request())).hasMessageContaining("later than");

        images.put(tag("sha-1"), "c", MONDAY, Map.of(CREATED, MONDAY), Map.of(CREATED, "2026-11-25T00:00:00Z"));
        promote(request());
    }

    @Test
    public void shouldTakeImagesOfOneCommitForEquallyLate() throws Exception {
        images.put(tag("latest"), "a", TUESDAY, Map.of(REVISION, "abc"), Map.of());
        String digest = images.put(tag("sha-1"), "b", MONDAY, Map.of(REVISION, "abc"), Map.of());

        promote(request());

        assertThat(REGISTRY.digest(tag("latest"))).isEqualTo(digest);
    }

    @Test
    public void shouldAskTheFirstPlatformOfAnIndex() throws Exception {
        String earlier = images.put(tag("one"), "a", MONDAY, Map.of(), Map.of());
        String later = images.put(tag("two"), "b", TUESDAY, Map.of(), Map.of());
        images.putIndex(tag("latest"), later, earlier);
        images.putIndex(tag("sha-1"), earlier);

        assertThatThrownBy(() -> promote(request())).hasMessageContaining("later than");
    }

    @Test
    public void shouldAskForNothingMoreWhenNothingIsReplacedOrAnnotationsTell() throws Exception {
        images.put(tag("sha-1"), "b", MONDAY, Map.of(), Map.of(CREATED, TUESDAY));
        try (FaultProxy counted = new FaultProxy(REGISTRY.name())) {
            promote(request().registry(counted.address()));
            // Before that, how the registry wants to be asked.
            assertThat(counted.requests()).hasSize(4).first().isEqualTo("GET /v2/");
            counted.reset();

            images.put(tag("latest"), "a", TUESDAY, Map.of(), Map.of(CREATED, MONDAY));
            promote(request().registry(counted.address()));
            assertThat(counted.requests()).hasSize(3);
            counted.reset();

            images.put(tag("latest"), "a", MONDAY, Map.of(), Map.of());
            images.put(tag("sha-1"), "c", TUESDAY, Map.of(), Map.of());
            promote(request().registry(counted.address()));
            assertThat(counted.requests()).hasSize(5);
        }
    }

    @Test
    public void shouldTakeAwayAgainWhatWasAbsentWhereTheRegistryAllowsIt() throws Exception {
        images.put(tag("sha-1"), "b");
        try (FaultProxy proxy = new FaultProxy(REGISTRY.name())) {
            proxy.always(
                    request -> request.startsWith("PUT ") && request.endsWith("/stable"),
                    FaultProxy.Fault.answer(400, ""));

            assertThatThrownBy(() -> promote(request().registry(proxy.address()).to(List.of("latest", "stable"))))
                    .hasMessageContaining(":latest was taken away again");
        }
        assertThat(REGISTRY.digest(tag("latest"))).isEmpty();
        assertThat(REGISTRY.digest(tag("sha-1"))).isNotEmpty();
    }

    private ImageReference tag(String tag) {
        return REGISTRY.repository("team/" + name).tagged(tag);
    }

    private void promote(PromoteRequest.Builder request) throws InterruptedException {
        new CranePromote(REGISTRY.host(), console).promote(request.build());
    }

    private PromoteRequest.Builder request() {
        return PromoteRequest.builder()
                .registry(REGISTRY.name())
                .namespace("team")
                .images(List.of(name))
                .from("sha-1");
    }
}
