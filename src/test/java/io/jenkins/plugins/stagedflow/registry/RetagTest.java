package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class RetagTest {
    private static final String NEW = "sha256:" + "1".repeat(64);
    private static final String OLD = "sha256:" + "0".repeat(64);

    @Rule
    public final FakeRegistry registry = new FakeRegistry();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldRefuseDuplicateTargetsAndEmptyListsBeforeAnyRequest() {
        Retagging one = new Retagging("one", registry.image(), "", List.of("latest"));
        Retagging two = new Retagging("two", registry.image(), "", List.of("latest"));
        Retagging none = new Retagging("none", registry.image(), "", List.of());

        assertRefused("images: ", List.of());
        assertRefused("images: ", List.of(one, one));
        assertRefused("tags: ", List.of(one, two));
        assertRefused("tags: ", List.of(none));
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    public void shouldTravelToAHost() throws Exception {
        Retagging one = new Retagging("one", registry.image(), "", List.of("latest"));
        RegistryLogin login = RegistryLogin.anonymous();

        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(new Retag(List.of(one), login).dryRun());
            out.writeObject(new RestoreTags(List.of(moved(Map.of())), login));
            out.writeObject(new InspectImage(registry.image(), login));
            out.writeObject(new RequireWritable(registry.image().repository(), login));
        }
    }

    @Test
    public void shouldTakeATagAwayAgainWhereTheRegistryAllowsIt() throws Exception {
        registry.answer(200, "", "Docker-Content-Digest", NEW).answer(202, "");

        List<RestoredTag> restored = restore(moved(Map.of()));

        assertThat(restored).singleElement().hasToString(tag() + " was taken away again");
        assertThat(registry.requests()).last().asString().startsWith("DELETE /v2/team/app/manifests/latest ");
        assertThat(console.lines()).containsExactly(tag() + " was taken away again");
    }

    @Test
    public void shouldNameATagThatCannotBePutBack() throws Exception {
        registry.answer(200, "", "Docker-Content-Digest", NEW).answer(404, "");

        List<RestoredTag> restored = restore(moved(Map.of("latest", OLD)));

        assertThat(restored).singleElement().satisfies(left -> {
            assertThat(left.restored()).isFalse();
            assertThat(left).asString().startsWith(tag() + " could not be put back to " + OLD + " (");
        });
    }

    @Test
    public void shouldDoNothingAboutATagThatIsAsItWas() throws Exception {
        registry.answer(200, "", "Docker-Content-Digest", OLD);

        assertThat(restore(moved(Map.of("latest", OLD)))).isEmpty();
        assertThat(registry.requests()).hasSize(1);
    }

    private List<RestoredTag> restore(Retagged image) throws InterruptedException {
        return new RestoreTags(List.of(image), RegistryLogin.anonymous()).run(console);
    }

    private Retagged moved(Map<String, String> before) {
        return new Retagged("app", registry.image().repository().toString(), NEW, List.of("latest"), before);
    }

    private String tag() {
        return registry.name() + "/team/app:latest";
    }

    private static void assertRefused(String start, List<Retagging> images) {
        assertThatThrownBy(() -> new Retag(images, RegistryLogin.anonymous()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(start);
    }
}
