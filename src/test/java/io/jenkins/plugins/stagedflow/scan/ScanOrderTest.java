package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;

public class ScanOrderTest {
    private static final long MIB = 1024 * 1024;

    private final Map<String, ImageLayers> images = new LinkedHashMap<>();

    @Test
    public void shouldWaitForTheImageThatMostLayersAreSharedWith() {
        image("base", Map.of("os", 90 * MIB));
        image("backend", Map.of("os", 90 * MIB, "python", 60 * MIB));
        image("worker", Map.of("os", 90 * MIB, "python", 60 * MIB, "worker", MIB));

        assertThat(order("base")).isEmpty();
        assertThat(order("backend")).isEqualTo("base");
        assertThat(order("worker")).isEqualTo("backend");
        assertThat(new ScanOrder(images).isAwaited("backend")).isTrue();
        assertThat(new ScanOrder(images).isAwaited("worker")).isFalse();
    }

    @Test
    public void shouldNotWaitForASmallPart() {
        image("base", Map.of("os", 20 * MIB));
        image("frontend", Map.of("os", 20 * MIB, "own", 80 * MIB));

        assertThat(order("frontend")).isEmpty();
    }

    @Test
    public void shouldNotWaitWhereThereIsLittleToLookInto() {
        image("base", Map.of("os", 100L));
        image("same", Map.of("os", 100L));

        assertThat(order("same")).isEmpty();
    }

    @Test
    public void shouldNotWaitWhereLayersAreNotKnown() {
        image("one", Map.of());
        image("other", Map.of());

        assertThat(order("other")).isEmpty();
    }

    @Test
    public void shouldStartTheLargeOnesFirstSoThatNoneIsLeftToTheEnd() {
        image("small", Map.of("s", MIB));
        image("unknown", Map.of());
        image("large", Map.of("l", 90 * MIB));
        image("middle", Map.of("m", 40 * MIB));

        assertThat(new ScanOrder(images).starts()).containsExactly("large", "middle", "small", "unknown");
    }

    @Test
    public void shouldStartThoseFirstThatOthersWaitForAndThoseThatWaitLast() {
        image("large", Map.of("l", 90 * MIB));
        image("base", Map.of("os", 20 * MIB));
        image("backend", Map.of("os", 20 * MIB, "python", 15 * MIB));
        image("worker", Map.of("os", 20 * MIB, "python", 15 * MIB, "worker", 9 * MIB));

        assertThat(new ScanOrder(images).starts()).containsExactly("base", "large", "backend", "worker");
    }

    @Test
    public void shouldLetNoneWaitWhereNothingMayBeShared() {
        image("base", Map.of("os", 90 * MIB));
        image("backend", Map.of("os", 90 * MIB, "python", 60 * MIB));

        ScanOrder order = ScanOrder.ofStrangers(images);

        assertThat(order.after("backend")).isEmpty();
        assertThat(order.isAwaited("base")).isFalse();
        assertThat(order.starts()).containsExactly("backend", "base");
    }

    private void image(String name, Map<String, Long> layers) {
        images.put(name, new ImageLayers("sha256:" + name, layers));
    }

    private String order(String name) {
        return new ScanOrder(images).after(name).orElse("");
    }
}
