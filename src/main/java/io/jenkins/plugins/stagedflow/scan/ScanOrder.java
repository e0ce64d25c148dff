package io.jenkins.plugins.stagedflow.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which images wait for which: one that has most of its layers in common with another is scanned after that, with what is
 * known about these layers, instead of looking into all of them once more. And which come first where not all can be
 * scanned at once.
 */
final class ScanOrder {
    private static final long WORTH_WAITING = 1024 * 1024;

    private final Map<String, String> after = new LinkedHashMap<>();
    private final Map<String, ImageLayers> images;

    /** Creates the order for name to layers; who is waited for stands before. */
    ScanOrder(Map<String, ImageLayers> images) {
        this.images = new LinkedHashMap<>();
        images.forEach((name, layers) -> {
            best(layers, this.images).ifPresent(other -> after.put(name, other));
            this.images.put(name, layers);
        });
    }

    private ScanOrder(Map<String, ImageLayers> images, boolean waits) {
        this.images = new LinkedHashMap<>(images);
    }

    /** Returns an order in which none waits, whatever they share. */
    static ScanOrder ofStrangers(Map<String, ImageLayers> images) {
        return new ScanOrder(images, false);
    }

    /** Returns the image that is scanned before this one. */
    Optional<String> after(String name) {
        return Optional.ofNullable(after.get(name));
    }

    /** Returns whether another image is scanned after this one. */
    boolean isAwaited(String name) {
        return after.containsValue(name);
    }

    /**
     * Returns the order in which scans are started. Those that wait come last and as they stand in the request, so that
     * none keeps one from starting that it waits for. Before them come those that others wait for, and the larger ones: a
     * large one that starts last is what all the others have to wait for in the end.
     */
    List<String> starts() {
        List<String> starts = new ArrayList<>(images.keySet());
        starts.removeIf(after::containsKey);
        starts.sort(Comparator.comparing((String name) -> !isAwaited(name))
                .thenComparing(name -> -images.get(name).size()));
        starts.addAll(after.keySet());
        return starts;
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
