package io.jenkins.plugins.stagedflow.registry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that an image consists of and that refers to it.
 *
 * @param move the image
 * @param manifests digest to manifest, each after those it needs
 * @param subjects digest of a manifest to the digest of the one it refers to
 * @param tags tag that is named after a digest, to the manifest it holds
 * @param blobs digest to blob
 */
record ImageContent(
        TagMove move,
        Map<String, Manifest> manifests,
        Map<String, String> subjects,
        Map<String, Manifest> tags,
        Map<String, Blob> blobs) {
    static ImageContent of(TagMove move) {
        return new ImageContent(
                move, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    Repository source() {
        return move.image().source().repository();
    }

    Repository target() {
        return move.image().target();
    }

    long bytes() {
        return blobs.values().stream().mapToLong(Blob::size).sum();
    }
}
