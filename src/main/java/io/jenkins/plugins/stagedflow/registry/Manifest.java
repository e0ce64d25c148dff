package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final int MOST_MANIFESTS = 500;

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

    int size() {
        return bytes.length;
    }

    /** Returns the manifests an index names. */
    List<Descriptor> manifests() {
        List<Descriptor> manifests = descriptors("manifests").toList();
        if (manifests.size() > MOST_MANIFESTS) {
            throw broken("it names %d manifests, more than %d".formatted(manifests.size(), MOST_MANIFESTS));
        }
        return manifests;
    }

    /** Returns the configuration, unless this is an index. */
    Optional<Descriptor> config() {
        return json().path("config").isObject() ? Optional.of(descriptor(json().path("config"))) : Optional.empty();
    }

    /** Returns configuration and layers as far as registries keep them, each once. */
    List<Descriptor> blobs() {
        return Stream.concat(config().stream(), descriptors("layers"))
                .filter(Descriptor::isKept)
                .collect(Collectors.toMap(Descriptor::digest, each -> each, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /** Returns an annotation, if it is there. */
    Optional<String> annotation(String name) {
        return Optional.ofNullable(json().path("annotations").path(name).textValue());
    }

    /** Returns whether this says of another image: a signature, an SBOM, an attestation. */
    boolean hasSubject() {
        return json().path("subject").isObject();
    }

    /** Returns what a list of referrers says of this manifest. */
    ObjectNode asReferrer() {
        JsonNode manifest = json();
        ObjectNode descriptor = new ObjectMapper().createObjectNode();
        descriptor.put("mediaType", mediaType).put("digest", digest).put("size", bytes.length);
        String type = manifest.path("artifactType").asText("");
        descriptor.put(
                "artifactType",
                type.isEmpty() ? manifest.path("config").path("mediaType").asText() : type);
        if (manifest.path("annotations").isObject()) {
            descriptor.set("annotations", manifest.path("annotations"));
        }
        return descriptor;
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

    private Stream<Descriptor> descriptors(String name) {
        return elements(json().path(name)).map(this::descriptor);
    }

    private Descriptor descriptor(JsonNode json) {
        try {
            return Descriptor.of(json);
        } catch (IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw broken("it is no JSON");
        }
    }

    private OperationFailedException broken(String reason) {
        return new OperationFailedException("read the manifest " + digest, reason, "");
    }
}
