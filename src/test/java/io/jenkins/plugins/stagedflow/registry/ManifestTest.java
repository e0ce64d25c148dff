package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.Test;

public class ManifestTest {
    private static final String CHILD =
            "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":2}".formatted(MediaTypes.INDEX, "1".repeat(64));

    @Test
    public void shouldRefuseJsonThatIsDeeperThanAnyManifest() {
        assertThatThrownBy(() ->
                        manifest("{\"manifests\":" + "[".repeat(1_000_000)).children())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("it is no JSON");
    }

    @Test
    public void shouldRefuseAnIndexOfMoreManifestsThanAnyImageHas() {
        String children = String.join(",", Collections.nCopies(501, CHILD));

        assertThatThrownBy(() -> manifest("{\"manifests\":[" + children + "]}").manifests())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("it names 501 manifests, more than 500");
    }

    @Test
    public void shouldRefuseADigestThatIsNone() {
        String child = CHILD.replace("sha256:1", "sha256:../");

        assertThatThrownBy(() -> manifest("{\"manifests\":[" + child + "]}").manifests())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("read the manifest");
    }

    private static Manifest manifest(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Manifest(MediaTypes.INDEX, Digests.of(bytes), bytes);
    }
}
