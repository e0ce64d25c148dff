package io.jenkins.plugins.stagedflow.promote;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was promoted.
 *
 * @param dryRun whether nothing was written: then the tags are those that would have been moved
 * @param images name to image, in the order of the request
 */
public record PromoteResult(boolean dryRun, Map<String, PromotedImage> images) implements Serializable {
    /** Copies the map. */
    public PromoteResult {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
