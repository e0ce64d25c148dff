package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.io.Serializable;

/**
 * An image that is to be released.
 *
 * @param name how the request calls it
 * @param source where it is, by tag or by digest
 */
public record SourceImage(String name, ImageReference source) implements Serializable {
    /** Returns the same repository's image that has the version. */
    ImageReference released(String version) {
        return source.repository().tagged(version);
    }

    /** Returns this image by the given digest. */
    SourceImage at(String digest) {
        return new SourceImage(name, source.repository().at(digest));
    }
}
