package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an image is made of.
 *
 * @param digest its digest
 * @param layers digest to size in bytes of its layers; none if they are not known
 */
record ImageLayers(String digest, Map<String, Long> layers) implements Serializable {
    /** Copies the layers. */
    ImageLayers {
        layers = new LinkedHashMap<>(layers);
    }

    /** Returns the bytes of the layers that the other image has too. */
    long shared(ImageLayers other) {
        return bytes(other.layers.keySet());
    }

    /** Returns the bytes of all its layers. */
    long size() {
        return bytes(layers.keySet());
    }

    private long bytes(Set<String> which) {
        return layers.entrySet().stream()
                .filter(layer -> which.contains(layer.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
