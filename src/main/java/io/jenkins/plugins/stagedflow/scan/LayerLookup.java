package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the registry which digest an image has now, so that what was scanned stays known when its tag moves on, and which
 * layers it has.
 *
 * @param image the image
 * @param login who asks
 */
record LayerLookup(ImageReference image, RegistryLogin login) implements HostTask<ImageLayers> {
    @Override
    public ImageLayers run(Console console) throws InterruptedException {
        try {
            return layers(RegistryClient.forReading(login, Timing.system())
                    .manifest(image)
                    .orElseThrow(() -> new OperationFailedException(
                            "find the digest of " + image,
                            "the registry has no such image",
                            "Push it first, or correct its reference")));
        } catch (OperationFailedException e) {
            if (image.isDigest()) {
                // Trivy, which may know other logins and certificates, will tell whether it is there.
                return new ImageLayers(image.identifier(), Map.of());
            }
            throw e;
        }
    }

    // Of an image for several platforms Trivy chooses one: which layers that has is not known here.
    private static ImageLayers layers(Manifest manifest) {
        Map<String, Long> layers = new LinkedHashMap<>();
        try {
            for (JsonNode layer : new ObjectMapper().readTree(manifest.bytes()).path("layers")) {
                layers.put(layer.path("digest").asText(), layer.path("size").asLong());
            }
        } catch (IOException e) {
            // The client has looked at it already; an order without its layers is as good.
            layers.clear();
        }
        return new ImageLayers(manifest.digest(), layers);
    }
}
