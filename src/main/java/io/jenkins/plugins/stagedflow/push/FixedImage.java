package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An image that is pushed byte for byte as it is, with all its platforms. */
record FixedImage(List<Part> parts, List<Manifest> known) implements ImageContents {
    FixedImage {
        parts = List.copyOf(parts);
        known = List.copyOf(known);
    }

    @Override
    public List<Manifest> manifests(Function<Part, Optional<Blob>> blobs) {
        return known;
    }
}
