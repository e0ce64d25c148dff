package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A repository of a registry.
 *
 * @param registry host, with a port or without
 * @param path namespace and name
 */
public record Repository(String registry, String path) implements Serializable {
    private static final String HUB = "docker.io";
    private static final String OLD_HUB = "index.docker.io";
    private static final String HUB_NAMESPACE = "library/";
    private static final Pattern HEX_ID = Pattern.compile("[0-9a-f]{64}");

    /** Creates a repository from names that keep to the grammar. */
    public Repository {
        ImageNames.registry("registry", registry);
        ImageNames.path("repository", path);
    }

    /** Returns the repository of that name in a namespace; the namespace may be empty, which is library on Docker Hub. */
    public static Repository of(String registry, String namespace, String name) {
        String path = namespace.isEmpty() ? name : namespace + "/" + name;
        if (!registry.equals(HUB) && !registry.equals(OLD_HUB)) {
            return new Repository(registry, path);
        }
        return new Repository(HUB, path.contains("/") ? path : HUB_NAMESPACE + path);
    }

    /**
     * Returns the repository a text without tag and digest means. The first part is a registry if it could be no path: it
     * has a dot, a colon or an upper-case letter, or is localhost.
     */
    static Repository parse(String field, String name) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean isRegistry =
                first.contains(".") || first.contains(":") || first.equals("localhost") || !first.equals(lower(first));
        if (isRegistry) {
            return of(ImageNames.registry(field, first), "", ImageNames.path(field, name.substring(slash + 1)));
        }
        // To Docker it is the id of an image, and never a name.
        if (HEX_ID.matcher(name).matches()) {
            throw new InvalidRequestException(field, name, "a name other than 64 hex digits");
        }
        return of(HUB, "", ImageNames.path(field, name));
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

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
