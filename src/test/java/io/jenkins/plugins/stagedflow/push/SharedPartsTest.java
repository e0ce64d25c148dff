package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class SharedPartsTest {
    private final Parts parts = new Parts();

    @Test
    public void shouldKeepApartWhatSharesNothing() {
        assertThat(names(image("a", "one"), image("b", "two"))).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    public void shouldJoinWhatIsOnlySharedThroughAnother() {
        assertThat(names(image("a", "one"), image("b", "two"), image("c", "one", "two"), image("d", "three")))
                .containsExactly(List.of("c", "a", "b"), List.of("d"));
    }

    private static List<List<String>> names(ImagePush... images) {
        return SharedParts.groups(List.of(images)).stream()
                .map(group -> group.stream().map(image -> image.push().name()).toList())
                .toList();
    }

    private ImagePush image(String name, String... missing) {
        PlannedPush push = new PlannedPush(name, name, new Repository("r.example", name).tagged("v1"));
        ImagePush image = new ImagePush(
                push, new FixedImage(List.of(), List.of()), Console.silent(), Clock.systemUTC(), Instant.EPOCH);
        for (String layer : missing) {
            image.missing().add(parts.layer(layer));
        }
        return image;
    }
}
