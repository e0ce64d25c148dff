package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Engines before 25 name the directory of a layer in an export after a hash that only they need. It is one over what is in
 * the directory's {@code json} and the chain of the layers up to this one, so that it tells which layer follows before it
 * is read.
 *
 * @see <a href="https://github.com/moby/moby/blob/v20.10.24/image/v1/imagev1.go">CreateID</a>
 */
final class LegacyName {
    private static final String SHA256 = "sha256:";

    private LegacyName() {}

    /** Returns the one of the chains of layers that the directory belongs to, if it can be told. */
    static Optional<String> chainOf(String directory, byte[] json, Collection<String> chainIds) {
        try {
            JsonNode image = new ObjectMapper().readTree(json);
            return chainIds.stream()
                    .filter(chain ->
                            directory.equals(name(image, chain, false)) || directory.equals(name(image, chain, true)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(JsonNode image, String chainId, boolean withSystem) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        image.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        sorted.remove("id");
        if (!withSystem) {
            sorted.remove("os");
        }
        ObjectNode hashed = new ObjectMapper().createObjectNode();
        sorted.put("layer_id", hashed.textNode(chainId));
        if (sorted.containsKey("parent")) {
            sorted.put("parent", hashed.textNode(SHA256 + sorted.get("parent").asText()));
        }
        sorted.forEach(hashed::set);
        // As Go writes it.
        String text = hashed.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
        return Digests.of(text.getBytes(StandardCharsets.UTF_8)).substring(SHA256.length());
    }
}
