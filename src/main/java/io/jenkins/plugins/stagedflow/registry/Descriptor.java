package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a manifest says of content it refers to.
 *
 * @param mediaType its type
 * @param digest of its bytes
 * @param size in bytes
 * @param json the descriptor itself, with all its further properties
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md">OCI descriptors</a>
 */
record Descriptor(String mediaType, String digest, long size, JsonNode json) {
    /** Requires a size. */
    Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("it names content of " + size + " bytes");
        }
    }

    /** Returns the descriptor; one without a proper digest is refused. */
    static Descriptor of(JsonNode json) {
        String digest = ImageNames.digest("digest", json.path("digest").asText());
        return new Descriptor(
                json.path("mediaType").asText(), digest, json.path("size").asLong(), json);
    }

    Blob blob() {
        return new Blob(digest, size);
    }

    /** Returns whether registries keep the content: layers of others are fetched from where their URLs say. */
    boolean isKept() {
        return !(mediaType.contains("nondistributable") || mediaType.contains("foreign"));
    }

    /** Returns whether the content is a manifest or an index, not a blob. */
    boolean isManifest() {
        return MediaTypes.isAccepted(mediaType);
    }
}
