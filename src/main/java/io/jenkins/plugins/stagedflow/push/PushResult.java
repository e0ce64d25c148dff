package io.jenkins.plugins.stagedflow.push;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the images.
 *
 * @param skipped whether nothing was pushed because the change comes from a fork
 * @param tag the tag at the registry
 * @param images remote name to what became of it, in the order of the request
 */
public record PushResult(boolean skipped, String tag, Map<String, PushedImage> images) implements Serializable {
    /** Copies the map. */
    public PushResult {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
