package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;

/**
 * A repository of a registry.
 *
 * @param registry host, with a port or without
 * @param path namespace and name
 */
public record Repository(String registry, String path) implements Serializable {
    /** Creates a repository from names that keep to the grammar. */
    public Repository {
        ImageNames.registry("registry", registry);
        ImageNames.path("repository", path);
    }

    /** Returns the repository of that name in a namespace; the namespace may be empty. */
    public static Repository of(String registry, String namespace, String name) {
        return new Repository(registry, namespace.isEmpty() ? name : namespace + "/" + name);
    }

    /** Returns the image of this repository that has the tag. */
    public ImageReference tagged(String tag) {
        return new ImageReference(this, ImageNames.tag("tag", tag));
    }

    /** Returns the image of this repository that has the digest. */
    public ImageReference at(String digest) {
        return new ImageReference(this, ImageNames.digest("digest", digest));
    }

    /** Returns the last part of the path, by which people call the image. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return registry + "/" + path;
    }
}
