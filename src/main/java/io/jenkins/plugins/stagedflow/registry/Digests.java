package io.jenkins.plugins.stagedflow.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests of content.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI digests</a>
 */
final class Digests {
    private static final String SHA256 = "sha256:";
    private static final String SHA512 = "sha512:";

    private Digests() {}

    /** Returns the sha256 digest of the content. */
    static String of(byte[] content) {
        return SHA256 + hash("SHA-256", content);
    }

    /** Returns whether the content has the digest; one of an unknown algorithm it has not. */
    static boolean matches(String digest, byte[] content) {
        return digest.equals(digest.startsWith(SHA512) ? SHA512 + hash("SHA-512", content) : of(content));
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
