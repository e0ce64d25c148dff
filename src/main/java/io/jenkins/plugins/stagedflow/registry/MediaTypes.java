package io.jenkins.plugins.stagedflow.registry;

import java.util.List;
import java.util.Locale;

/**
 * The media types of manifests and indexes that registries keep.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/media-types.md">OCI media types</a>
 */
final class MediaTypes {
    private static final List<String> INDEXES = List.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final List<String> MANIFESTS = List.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");

    private static final List<String> IMAGE_CONFIGS =
            List.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");

    /** The type of an index after OCI, which lists of referrers have too. */
    static final String INDEX = INDEXES.get(0);

    private MediaTypes() {}

    /** Returns the value of the {@code Accept} header: without it a registry may convert what it keeps. */
    static String accepted() {
        return String.join(", ", INDEXES) + ", " + String.join(", ", MANIFESTS);
    }

    static boolean isAccepted(String mediaType) {
        return INDEXES.contains(mediaType) || MANIFESTS.contains(mediaType);
    }

    static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    static boolean isImageConfig(String mediaType) {
        return IMAGE_CONFIGS.contains(mediaType);
    }

    /** Returns the type of a {@code Content-Type} header, without its parameters. */
    static String of(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
