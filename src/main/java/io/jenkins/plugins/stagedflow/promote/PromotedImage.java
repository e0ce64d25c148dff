package io.jenkins.plugins.stagedflow.promote;

import io.jenkins.plugins.stagedflow.registry.Retagged;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One image that was promoted.
 *
 * @param repository where it is, as registry/path
 * @param digest what its tags hold
 * @param tags all tags it was promoted to
 * @param moved those of the tags that held something else before, or were absent
 * @param before tag to digest it held before; a tag that was absent is missing here
 */
public record PromotedImage(
        String repository, String digest, List<String> tags, List<String> moved, Map<String, String> before)
        implements Serializable {
    /** Copies the lists. */
    public PromotedImage {
        tags = List.copyOf(tags);
        moved = List.copyOf(moved);
        before = Map.copyOf(before);
    }

    static PromotedImage of(Retagged image) {
        List<String> moved = image.tags().stream()
                .filter(tag -> !image.digest().equals(image.before().get(tag)))
                .toList();
        return new PromotedImage(image.repository(), image.digest(), image.tags(), moved, image.before());
    }
}
