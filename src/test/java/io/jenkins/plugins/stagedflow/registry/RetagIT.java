package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class RetagIT {
    @Rule
    public final RealRegistry registry = new RealRegistry();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldGiveTagsTheVeryDigestAndTellWhatTheyHeldBefore() throws Exception {
        String old = registry.put("backend", "latest", "old");
        String digest = registry.put("backend", "sha-1", "new");

        ArrayList<Retagged> result =
                new Retag(List.of(retagging("backend", "latest", "stable")), registry.login("pusher")).run(console);

        assertThat(registry.digest("backend", "latest")).isEqualTo(digest).isNotEqualTo(old);
        assertThat(registry.digest("backend", "stable")).isEqualTo(digest);
        assertThat(result)
                .containsExactly(new Retagged(
                        "backend",
                        registry.repository("backend").toString(),
                        digest,
                        List.of("latest", "stable"),
                        Map.of("latest", old)));
    }

    @Test
    public void shouldKeepAnIndexWholeByteForByte() throws Exception {
        registry.put("one", "sha-1", "one");
        String one = registry.repository("one").tagged("sha-1").toString();
        String index = registry.repository("index").tagged("sha-1").toString();
        registry.crane("index", "append", "--manifest", one, "--tag", index).orFail("make an index", "");

        new Retag(List.of(retagging("index", "latest")), registry.login("pusher")).run(console);

        String latest = registry.repository("index").tagged("latest").toString();
        assertThat(registry.crane("manifest", latest).output())
                .isEqualTo(registry.crane("manifest", index).output())
                .contains("image.index.v1+json");
        assertThat(registry.digest("index", "latest")).isEqualTo(registry.digest("index", "sha-1"));
    }

    @Test
    public void shouldWriteNothingWhenASourceIsMissingOrIsNotTheExpectedOne() {
        registry.put("backend", "sha-1", "new");
        String digest = registry.put("base", "sha-1", "base");
        String other = "sha256:" + "0".repeat(64);
        List<Retagging> images = List.of(
                retagging("backend", "latest"),
                new Retagging("base", registry.repository("base").tagged("sha-1"), other, List.of("latest")),
                retagging("ghost", "latest"));

        assertThatThrownBy(() -> new Retag(images, registry.login("pusher")).run(console))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("base: ")
                .hasMessageContaining(digest)
                .hasMessageContaining(other)
                .hasMessageContaining("ghost: ")
                .hasMessageContaining("No tag was written");
        assertThat(registry.digest("backend", "latest")).isEmpty();
    }

    @Test
    public void shouldPutMovedTagsBackWhenOneCannotBeWritten() {
        String old = registry.put("backend", "latest", "old");
        String fresh = registry.put("backend", "sha-1", "new");
        String base = registry.put("base", "sha-1", "base");
        registry.put("frontend", "sha-1", "frontend");
        List<Retagging> images =
                List.of(retagging("backend", "latest"), retagging("base", "latest"), retagging("frontend", "latest"));

        assertThatThrownBy(() -> new Retag(images, registry.login("partial")).run(console))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("frontend:latest: ")
                .hasMessageContaining("403")
                .hasMessageContaining("DENIED")
                .hasMessageContaining("backend:latest was put back to " + old)
                // This registry has no way to take away a tag alone, and must not be asked to remove the image.
                .hasMessageContaining("base:latest could not be taken away again");
        assertThat(registry.digest("backend", "latest")).isEqualTo(old).isNotEqualTo(fresh);
        assertThat(registry.digest("backend", "sha-1")).isEqualTo(fresh);
        assertThat(registry.digest("base", "sha-1")).isEqualTo(base);
        assertThat(registry.digest("frontend", "latest")).isEmpty();
    }

    @Test
    public void shouldWriteNothingInADryRun() throws Exception {
        registry.put("backend", "sha-1", "new");

        new Retag(List.of(retagging("backend", "latest")), registry.login("pusher"))
                .dryRun()
                .run(console);

        assertThat(registry.digest("backend", "latest")).isEmpty();
    }

    @Test
    public void shouldTakeTagsBackAfterASuccess() throws Exception {
        String old = registry.put("backend", "latest", "old");
        registry.put("backend", "sha-1", "new");
        List<Retagged> moved =
                new Retag(List.of(retagging("backend", "latest")), registry.login("pusher")).run(console);

        List<RestoredTag> restored = new RestoreTags(moved, registry.login("pusher")).run(console);

        assertThat(registry.digest("backend", "latest")).isEqualTo(old);
        assertThat(restored).singleElement().matches(RestoredTag::restored);
    }

    @Test
    public void shouldLeaveATagThatSomebodyElseMovedInTheMeantime() throws Exception {
        registry.put("backend", "latest", "old");
        registry.put("backend", "sha-1", "new");
        List<Retagged> moved =
                new Retag(List.of(retagging("backend", "latest")), registry.login("pusher")).run(console);
        String theirs = registry.put("backend", "latest", "theirs");

        List<RestoredTag> restored = new RestoreTags(moved, registry.login("pusher")).run(console);

        assertThat(registry.digest("backend", "latest")).isEqualTo(theirs);
        assertThat(restored)
                .singleElement()
                .hasToString(restored.get(0).tag() + " could not be put back to "
                        + restored.get(0).digestBefore() + " (it holds " + theirs + " by now)");
    }

    private Retagging retagging(String name, String... tags) {
        return new Retagging(name, registry.repository(name).tagged("sha-1"), "", List.of(tags));
    }
}
