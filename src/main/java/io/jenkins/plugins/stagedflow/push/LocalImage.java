package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An image where it comes from, with layers that are not compressed.
 *
 * @param reference how it is called there
 * @param id the digest of its configuration
 * @param layers the digests of its layers, uncompressed, the lowest first
 */
record LocalImage(String reference, String id, List<String> layers) {
    LocalImage {
        layers = List.copyOf(layers);
    }

    /**
     * Returns for each layer the name of the chain that it ends.
     *
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#layer-chainid">ChainID</a>
     */
    List<String> chains() {
        List<String> chains = new ArrayList<>();
        for (String layer : layers) {
            String last = chains.isEmpty() ? "" : chains.get(chains.size() - 1);
            chains.add(last.isEmpty() ? layer : Digests.of((last + " " + layer).getBytes(StandardCharsets.US_ASCII)));
        }
        return chains;
    }
}
