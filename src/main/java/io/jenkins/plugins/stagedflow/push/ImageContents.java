package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an image is made of. */
interface ImageContents {
    /** Returns its configuration and layers, of all platforms. */
    List<Part> parts();

    /**
     * Returns its manifests, the one that gets the tag last; none while it is not known what the parts will be.
     *
     * @param blobs tells what a part is in the repository of the image
     */
    List<Manifest> manifests(Function<Part, Optional<Blob>> blobs);
}
