package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;
import java.util.List;

/**
 * One image that is to get tags, in its own repository or in another one.
 *
 * @param name how the image is called in messages and results
 * @param source the image, by tag or by digest
 * @param expectedDigest the digest the source must have, or an empty text if any will do
 * @param target the repository of the tags
 * @param tags the tags it is to get
 */
public record Retagging(String name, ImageReference source, String expectedDigest, Repository target, List<String> tags)
        implements Serializable {
    /** Copies the tags. */
    public Retagging {
        tags = List.copyOf(tags);
    }

    /** Creates one whose tags are in the repository of the source. */
    public Retagging(String name, ImageReference source, String expectedDigest, List<String> tags) {
        this(name, source, expectedDigest, source.repository(), tags);
    }

    /** Returns the tags as references. */
    public List<ImageReference> targets() {
        return tags.stream().map(target::tagged).toList();
    }

    /** Returns whether everything the image consists of has to be there too before it can have its tags. */
    boolean isCopy() {
        return !target.equals(source.repository());
    }
}
