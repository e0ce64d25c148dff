package io.jenkins.plugins.stagedflow.promote;

import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.Repository;

/** A registry and a namespace, with the names of the fields they come from. */
record Place(String registryField, String registry, String namespaceField, String namespace) {
    /** Requires names that keep to the grammar. */
    Place {
        ImageNames.registry(registryField, registry);
        if (!namespace.isEmpty()) {
            ImageNames.path(namespaceField, namespace);
        }
    }

    /** Returns the repository of an image. */
    Repository repository(String name) {
        return Repository.of(registry, namespace, ImageNames.path("images", name));
    }

    /** Returns whether images of one name are the same here and there. */
    boolean isSameAs(Place other) {
        return isSameRegistry(other) && namespace.equals(other.namespace);
    }

    /** Returns whether one login is for both. */
    boolean isSameRegistry(Place other) {
        return registry.equals(other.registry);
    }
}
