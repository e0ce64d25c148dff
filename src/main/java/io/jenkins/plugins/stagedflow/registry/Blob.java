package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;

/**
 * Content that a registry keeps by its digest: a layer or a configuration.
 *
 * @param digest of the bytes
 * @param size in bytes
 */
public record Blob(String digest, long size) implements Serializable {
    /** Requires a digest and a size. */
    public Blob {
        ImageNames.digest("digest", digest);
        if (size < 0) {
            throw new IllegalArgumentException("A blob of " + size + " bytes");
        }
    }

    /** Returns the blob with this content. */
    public static Blob of(byte[] content) {
        return new Blob(Digests.of(content), content.length);
    }

    @Override
    public String toString() {
        return digest;
    }
}
