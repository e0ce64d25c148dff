package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;
import java.util.List;

/**
 * One image of a repository that is to get tags, in the same repository.
 *
 * @param name how the image is called in messages and results
 * @param source the image, by tag or by digest
 * @param expectedDigest the digest the source must have, or an empty text if any will do
 * @param tags the tags it is to get
 */
public record Retagging(String name, ImageReference source, String expectedDigest, List<String> tags)
        implements Serializable {
    /** Copies the tags. */
    public Retagging {
        tags = List.copyOf(tags);
    }

    /** Returns the tags as references. */
    public List<ImageReference> targets() {
        return tags.stream().map(source.repository()::tagged).toList();
    }
}
