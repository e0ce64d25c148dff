package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
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
        return manifest.path("config").path("size").asLong()
                + elements(manifest.path("layers"))
                        .mapToLong(layer -> layer.path("size").asLong())
                        .sum();
    }

    /** Returns the digests of the manifests an index names, none for a manifest. */
    public List<String> children() {
        return elements(json().path("manifests"))
                .map(child -> child.path("digest").asText())
                .toList();
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

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new OperationFailedException("read the manifest " + digest, "it is no JSON", "", e);
        }
    }
}
