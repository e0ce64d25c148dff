package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A layer or a configuration that images of one call have in common, and what is known of it. Safe for several threads. */
final class Part {
    private final String key;
    private final boolean layer;
    private final Set<Repository> homes = ConcurrentHashMap.newKeySet();
    private final List<ImagePush> wanting = new CopyOnWriteArrayList<>();

    @CheckForNull
    private volatile Blob blob;

    @CheckForNull
    private volatile BlobSource source;

    Part(String key, boolean layer) {
        this.key = key;
        this.layer = layer;
    }

    /** Returns the digest it has before it is compressed. */
    String key() {
        return key;
    }

    boolean isLayer() {
        return layer;
    }

    /** Returns what it is, or would be, at a registry. */
    Optional<Blob> blob() {
        return Optional.ofNullable(blob);
    }

    void is(Blob known) {
        blob = known;
    }

    /** Notes the content of a configuration. */
    void isConfiguration(byte[] content) {
        blob = new Blob(key, content.length);
        source = BlobSource.of(content);
    }

    /** Notes the size that a registry names of a configuration that is nowhere else. */
    void isAsLargeAs(Blob found) {
        blob = blob == null ? found : blob;
    }

    /** Returns where its bytes are, if they need not be compressed first. */
    Optional<BlobSource> source() {
        return Optional.ofNullable(source);
    }

    void comesFrom(BlobSource known) {
        source = known;
    }

    /** Returns the repositories that have it, or are said to. */
    Set<Repository> homes() {
        return homes;
    }

    /** Returns the images whose repositories do not have it. */
    List<ImagePush> wanting() {
        return wanting;
    }

    @Override
    public String toString() {
        String hex = key.substring(key.indexOf(':') + 1);
        return (layer ? "layer " : "configuration ") + hex.substring(0, Math.min(12, hex.length()));
    }
}
