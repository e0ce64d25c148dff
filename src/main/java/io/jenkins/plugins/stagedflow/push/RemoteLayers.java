package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the image under a tag tells of its layers: which digest is which layer, compressed. */
record RemoteLayers(RegistryClient client, Compression compression) {
    /** Returns layer to blob, empty if there is no such image or it does not tell. */
    Map<String, Blob> of(ImageReference image) throws InterruptedException {
        try {
            Optional<Manifest> manifest = client.manifest(image);
            return manifest.isPresent() && !manifest.get().isIndex()
                    ? pairs(image, new ObjectMapper().readTree(manifest.get().bytes()))
                    : Map.of();
        } catch (RuntimeException | IOException e) {
            // It would only have saved work. What is wrong will be said when it is needed.
            return Map.of();
        }
    }

    private Map<String, Blob> pairs(ImageReference image, JsonNode manifest) throws IOException, InterruptedException {
        JsonNode layers = manifest.path("layers");
        byte[] configuration = client.blobs().read(image.repository(), blob(manifest.path("config")));
        JsonNode diffIds =
                new ObjectMapper().readTree(configuration).path("rootfs").path("diff_ids");
        Map<String, Blob> pairs = new HashMap<>();
        for (int i = 0; i < layers.size() && layers.size() == diffIds.size(); i++) {
            if (isCompressedSo(layers.path(i).path("mediaType").asText())) {
                pairs.put(diffIds.path(i).asText(), blob(layers.path(i)));
            }
        }
        return pairs;
    }

    private boolean isCompressedSo(String mediaType) {
        return mediaType.matches(
                "application/vnd\\.(?:docker\\.image\\.rootfs\\.diff|oci\\.image\\.layer\\.v1)\\.tar[.+]"
                        + compression);
    }

    private static Blob blob(JsonNode descriptor) {
        return new Blob(
                descriptor.path("digest").asText(), descriptor.path("size").asLong());
    }
}
