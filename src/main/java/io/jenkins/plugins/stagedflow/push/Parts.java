package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parts of all images of one call, each there once. */
final class Parts {
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    Part layer(String diffId) {
        return parts.computeIfAbsent(diffId, key -> new Part(key, true));
    }

    Part configuration(String digest) {
        return parts.computeIfAbsent(digest, key -> new Part(key, false));
    }

    /** Returns the part for what is a blob already. */
    Part blob(Blob blob, BlobSource source, boolean isLayer) {
        Part part = parts.computeIfAbsent(blob.digest(), key -> new Part(key, isLayer));
        part.is(blob);
        part.comesFrom(source);
        return part;
    }

    Collection<Part> all() {
        return parts.values();
    }
}
