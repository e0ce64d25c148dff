package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes of an OCI layout what {@code docker save} writes of an engine that keeps its images in containerd: layers stay
 * compressed, the name leads to an index with an attestation beside the image, and there is a {@code manifest.json} too.
 */
final class ContainerdArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Path layout;

    ContainerdArchive(Path layout) {
        this.layout = layout;
    }

    /** Writes the rest of the archive's files; returns the digest of the index. */
    String name(String reference) throws IOException {
        ObjectNode image = (ObjectNode)
                read(layout.resolve("index.json")).path("manifests").path(0);
        JsonNode manifest = read(layout.resolve(file(image)));
        ArrayNode saved = JSON.createArrayNode();
        ObjectNode entry = saved.addObject().put("Config", file(manifest.path("config")));
        entry.putArray("RepoTags").add(reference);
        ArrayNode layers = entry.putArray("Layers");
        manifest.path("layers").forEach(layer -> layers.add(file(layer)));
        Files.write(layout.resolve("manifest.json"), JSON.writeValueAsBytes(saved));

        ObjectNode index = list();
        index.withArray("manifests")
                .add(image)
                .add(attestation(image.path("digest").asText()));
        ObjectNode named = blob(INDEX, index);
        named.putObject("annotations").put("io.containerd.image.name", "docker.io/" + reference);
        ObjectNode names = list();
        names.withArray("manifests").add(named);
        Files.write(layout.resolve("index.json"), JSON.writeValueAsBytes(names));
        return named.path("digest").asText();
    }

    private ObjectNode attestation(String image) throws IOException {
        ObjectNode statement = JSON.createObjectNode().put("predicateType", "https://slsa.dev/provenance/v0.2");
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", blob("application/vnd.oci.image.config.v1+json", JSON.createObjectNode()));
        manifest.putArray("layers").add(blob("application/vnd.in-toto+json", statement));
        ObjectNode descriptor = blob(MANIFEST, manifest);
        descriptor.putObject("platform").put("architecture", "unknown").put("os", "unknown");
        descriptor
                .putObject("annotations")
                .put("vnd.docker.reference.type", "attestation-manifest")
                .put("vnd.docker.reference.digest", image);
        return descriptor;
    }

    private ObjectNode blob(String mediaType, ObjectNode content) throws IOException {
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode descriptor = JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", Digests.of(bytes))
                .put("size", bytes.length);
        Files.write(layout.resolve(file(descriptor)), bytes);
        return descriptor;
    }

    private static ObjectNode list() {
        ObjectNode list = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        list.putArray("manifests");
        return list;
    }

    private static String file(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }
}
