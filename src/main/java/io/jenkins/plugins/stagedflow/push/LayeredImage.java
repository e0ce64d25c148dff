package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An image whose layers are compressed on the way, so that its manifest is written anew. */
record LayeredImage(LocalImage image, Part configuration, List<Part> layers, Compression compression)
        implements ImageContents {
    LayeredImage {
        layers = List.copyOf(layers);
    }

    /** Returns the image of which all parts are shared with others of the call. */
    static LayeredImage of(LocalImage image, Parts parts, Compression compression) {
        List<Part> layers = image.layers().stream().map(parts::layer).toList();
        return new LayeredImage(image, parts.configuration(image.id()), layers, compression);
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(layers);
        parts.add(configuration);
        return parts;
    }

    @Override
    public List<Manifest> manifests(Function<Part, Optional<Blob>> blobs) {
        List<Blob> known =
                layers.stream().flatMap(part -> blobs.apply(part).stream()).toList();
        return known.size() < layers.size()
                ? List.of()
                : blobs.apply(configuration).stream()
                        .map(blob -> ImageManifest.of(compression, blob, known))
                        .toList();
    }
}
