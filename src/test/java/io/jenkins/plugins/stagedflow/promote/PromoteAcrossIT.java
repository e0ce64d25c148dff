package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Repository;
import io.jenkins.plugins.stagedflow.registry.TestImages;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Promotion to other repositories and registries, with all that images consist of and that refers to them. */
public class PromoteAcrossIT {
    private static final int LARGE = 3_000_000;

    @Rule
    public final OwnRegistry debian = OwnRegistry.open();

    @Rule
    public final OwnRegistry listing = OwnRegistry.withReferrers();

    private final TestImages images = new TestImages(RegistryLogin.anonymous());
    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldCopyAnIndexWithItsChildrenAndWhatRefersToThemToARegistryThatListsReferrers() throws Exception {
        shouldCopyEverything(debian, listing);
    }

    @Test
    public void shouldCopyItToARegistryThatKeepsReferrersInATag() throws Exception {
        shouldCopyEverything(listing, debian);
    }

    @Test
    public void shouldCopyItToAnotherRepositoryOfTheSameRegistry() throws Exception {
        shouldCopyEverything(debian, debian);
    }

    private void shouldCopyEverything(OwnRegistry from, OwnRegistry to) throws Exception {
        Repository source = from.repository("team/app");
        Repository target = to.repository("released/app");
        String amd = images.put(source.tagged("amd64"), "amd64");
        String arm = images.putLarge(source.tagged("arm64"), LARGE, 1);
        String index = images.putIndex(source.tagged("sha-1"), amd, arm);
        String sbom = images.putReferrer(source, index, "application/spdx+json", "sbom");
        String signature = images.putReferrer(source, sbom, "application/vnd.dev.cosign.signature", "signature");
        String platform = images.putReferrer(source, amd, "application/vnd.in-toto+json", "attestation");
        String cosign = images.put(source.tagged(index.replace(':', '-') + ".sig"), "signature of cosign");

        promote(request(from.name(), to.name()).images(List.of("app")));

        ImageReference latest = target.tagged("latest");
        assertThat(to.digest(latest)).isEqualTo(index);
        assertThat(to.digestBySkopeo(latest)).isEqualTo(index);
        assertThat(to.digest(target.at(sbom))).isEqualTo(sbom);
        assertThat(to.digest(target.tagged(index.replace(':', '-') + ".sig"))).isEqualTo(cosign);
        assertThat(images.referrers(target, index)).containsExactly(sbom);
        assertThat(images.referrers(target, sbom)).containsExactly(signature);
        assertThat(images.referrers(target, amd)).containsExactly(platform);
    }

    @Test
    public void shouldLeaveReferrersWhereTheyAreIfTold() throws Exception {
        Repository source = debian.repository("team/app");
        String digest = images.put(source.tagged("sha-1"), "one");
        images.putReferrer(source, digest, "application/spdx+json", "sbom");

        promote(request(debian.name(), listing.name()).images(List.of("app")).referrers(false));

        Repository target = listing.repository("released/app");
        assertThat(listing.digest(target.tagged("latest"))).isEqualTo(digest);
        assertThat(images.referrers(target, digest)).isEmpty();
    }

    @Test
    public void shouldSendEveryBlobOnceAndNothingTheSecondTime() throws Exception {
        List<String> names = List.of("one", "two", "three");
        for (String name : names) {
            images.putLarge(debian.repository("team/" + name).tagged("sha-1"), LARGE, 7);
        }
        try (FaultProxy counted = new FaultProxy(listing.name())) {
            promote(request(debian.name(), counted.address()).images(names));

            assertThat(counted.bytesSent()).isBetween((long) LARGE, LARGE + 20_000L);
            counted.reset();

            promote(request(debian.name(), counted.address()).images(names));

            assertThat(counted.requests()).hasSize(3).allMatch(request -> request.startsWith("GET "));
        }
    }

    @Test
    public void shouldGoOnAfterABreakInTheMiddleOfABlob() throws Exception {
        String digest = images.putLarge(debian.repository("team/app").tagged("sha-1"), LARGE, 9);
        try (FaultProxy source = new FaultProxy(debian.name());
                FaultProxy target = new FaultProxy(listing.name())) {
            source.next(
                    request -> request.startsWith("GET ") && request.contains("/blobs/"),
                    FaultProxy.Fault.breakAnswerAfter(LARGE / 2));
            target.next(
                    request ->
                            request.startsWith("PATCH ") || request.startsWith("PUT ") && request.contains("/blobs/"),
                    FaultProxy.Fault.breakAfter(LARGE / 3));

            promote(request(source.address(), target.address()).images(List.of("app")));
        }
        ImageReference latest = listing.repository("released/app").tagged("latest");
        assertThat(listing.digest(latest)).isEqualTo(digest);
        assertThat(listing.digestBySkopeo(latest)).isEqualTo(digest);
    }

    private void promote(PromoteRequest.Builder request) throws InterruptedException {
        new CranePromote(debian.host(), console).promote(request.build());
    }

    private static PromoteRequest.Builder request(String from, String to) {
        return PromoteRequest.builder()
                .registry(from)
                .namespace("team")
                .from("sha-1")
                .toRegistry(to)
                .toNamespace("released");
    }
}
