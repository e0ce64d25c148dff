package io.jenkins.plugins.stagedflow.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests of content.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI digests</a>
 */
public final class Digests {
    private static final String SHA256 = "sha256:";
    private static final String SHA512 = "sha512:";

    private Digests() {}

    /** Returns the sha256 digest of the content. */
    public static String of(byte[] content) {
        return SHA256 + hash("SHA-256", content);
    }

    /** Returns whether the content has the digest; one of an unknown algorithm it has not. */
    public static boolean matches(String digest, byte[] content) {
        return digest.equals(digest.startsWith(SHA512) ? SHA512 + hash("SHA-512", content) : of(content));
    }

    /** Returns the hash function of the algorithm that a digest names. */
    public static MessageDigest hash(String digest) {
        return function(digest.startsWith(SHA512) ? "SHA-512" : "SHA-256");
    }

    /** Returns the digest of a hash, by the algorithm that another digest names. */
    public static String text(String digest, byte[] hash) {
        return digest.substring(0, digest.indexOf(':') + 1) + HexFormat.of().formatHex(hash);
    }

    private static String hash(String algorithm, byte[] content) {
        return HexFormat.of().formatHex(function(algorithm).digest(content));
    }

    private static MessageDigest function(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
