package io.jenkins.plugins.stagedflow.registry;

import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what a registry sent as a manifest before anybody believes it. */
final class ReceivedManifest {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    private ReceivedManifest() {}

    /** Returns the manifest if its type is one of images and its bytes have the digests they are said to have. */
    static Manifest of(ImageReference image, Exchange exchange) {
        String mediaType = MediaTypes.of(exchange.header("Content-Type").orElse(""));
        if (!MediaTypes.isAccepted(mediaType)) {
            throw refused(image, "it was answered with '" + mediaType + "', which is no manifest of an image");
        }
        String digest = digest(image, exchange).orElseGet(() -> Digests.of(exchange.body()));
        if (!Digests.matches(digest, exchange.body())) {
            throw refused(image, "the registry's bytes have %s, not %s".formatted(Digests.of(exchange.body()), digest));
        }
        return new Manifest(mediaType, digest, exchange.body());
    }

    /** Returns the digest that was asked for, else the one that the registry names in a header. */
    static Optional<String> digest(ImageReference image, Exchange exchange) {
        Optional<String> named = exchange.header("Docker-Content-Digest")
                .filter(digest -> DIGEST.matcher(digest).matches());
        if (image.isDigest() && named.isPresent() && !named.get().equals(image.identifier())) {
            throw refused(image, "the registry answered with " + named.get());
        }
        return image.isDigest() ? Optional.of(image.identifier()) : named;
    }

    private static RegistryException refused(ImageReference image, String reason) {
        return new RegistryException("read " + image, reason, "", null);
    }
}
