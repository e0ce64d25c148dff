package io.jenkins.plugins.stagedflow.registry;

import java.util.List;
import java.util.Map;

/**
 * An image that was found, and what its targets hold before they are written.
 *
 * @param image what is wanted
 * @param manifest the image
 * @param before tag to digest, without tags that are absent
 * @param held tag to the manifest it holds, as far as that was asked for
 */
record TagMove(Retagging image, Manifest manifest, Map<String, String> before, Map<String, Manifest> held) {
    /** Returns the targets that do not hold the image already. */
    List<ImageReference> pending() {
        return image.targets().stream()
                .filter(target -> !manifest.digest().equals(before.get(target.identifier())))
                .toList();
    }

    Retagged result() {
        return new Retagged(image.name(), image.target().toString(), manifest.digest(), image.tags(), before);
    }
}
