package io.jenkins.plugins.stagedflow.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which images wait for which: one that has most of its layers in common with another is scanned after that, with what is
 * known about these layers, instead of looking into all of them once more.
 */
final class ScanOrder {
    private static final long WORTH_WAITING = 1024 * 1024;

    private final Map<String, String> after = new LinkedHashMap<>();

    /** Creates the order for name to layers; who is waited for stands before. */
    ScanOrder(Map<String, ImageLayers> images) {
        Map<String, ImageLayers> before = new LinkedHashMap<>();
        images.forEach((name, layers) -> {
            best(layers, before).ifPresent(other -> after.put(name, other));
            before.put(name, layers);
        });
    }

    /** Returns the image that is scanned before this one. */
    Optional<String> after(String name) {
        return Optional.ofNullable(after.get(name));
    }

    /** Returns whether another image is scanned after this one. */
    boolean isAwaited(String name) {
        return after.containsValue(name);
    }

    private static Optional<String> best(ImageLayers layers, Map<String, ImageLayers> before) {
        String best = "";
        long most = 0;
        for (Map.Entry<String, ImageLayers> other : before.entrySet()) {
            long shared = layers.shared(other.getValue());
            if (shared > most) {
                best = other.getKey();
                most = shared;
            }
        }
        return most >= WORTH_WAITING && most * 2 >= layers.size() ? Optional.of(best) : Optional.empty();
    }
}
