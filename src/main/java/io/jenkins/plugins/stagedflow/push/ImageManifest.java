package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Digests;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import java.util.List;

/** Writes the manifest of an image: the same parts give the same bytes. */
final class ImageManifest {
    private ImageManifest() {}

    static Manifest of(Compression compression, Blob configuration, List<Blob> layers) {
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", compression.manifestType());
        describe(manifest.putObject("config"), compression.configType(), configuration);
        layers.forEach(layer -> describe(manifest.withArray("layers").addObject(), compression.layerType(), layer));
        try {
            byte[] bytes = new ObjectMapper().writeValueAsBytes(manifest);
            return new Manifest(compression.manifestType(), Digests.of(bytes), bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(ObjectNode descriptor, String mediaType, Blob blob) {
        descriptor.put("mediaType", mediaType).put("size", blob.size()).put("digest", blob.digest());
    }
}
