package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.StreamSupport;

/**
 * A manifest or an index, byte for byte as the registry keeps it.
 *
 * @param mediaType the type it is kept under
 * @param digest the digest of the bytes
 * @param bytes its text
 */
public record Manifest(String mediaType, String digest, byte[] bytes) {
    /** Copies the bytes. */
    public Manifest {
        bytes = bytes.clone();
    }

    /** Returns a copy of the text. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns whether this names the manifests of several platforms instead of layers. */
    public boolean isIndex() {
        return MediaTypes.isIndex(mediaType);
    }

    /** Returns the bytes of configuration and layers as kept by the registry, 0 for an index. */
    public long contentSize() {
        JsonNode manifest = json();
        long layers = StreamSupport.stream(manifest.path("layers").spliterator(), false)
                .mapToLong(layer -> layer.path("size").asLong())
                .sum();
        return manifest.path("config").path("size").asLong() + layers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest manifest
                && digest.equals(manifest.digest)
                && mediaType.equals(manifest.mediaType);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + digest;
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("The manifest " + digest + " is no JSON", e);
        }
    }
}
