package io.jenkins.plugins.stagedflow.registry;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tags that are named after the digest they belong to.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md">where cosign keeps signatures</a>
 */
final class SignatureTags {
    private static final int LONGEST_HASH = 64;

    private SignatureTags() {}

    /** Returns the tag of the list of referrers where the registry keeps none, such as {@code sha256-1234…}. */
    static String base(String digest) {
        int colon = digest.indexOf(':');
        String hash = digest.substring(colon + 1);
        return digest.substring(0, colon) + "-" + hash.substring(0, Math.min(hash.length(), LONGEST_HASH));
    }

    /** Returns the tags under which cosign keeps the signature, the attestations and the SBOM. */
    static List<String> ofCosign(String digest) {
        String base = digest.replace(':', '-');
        return Stream.of(".sig", ".att", ".sbom").map(base::concat).toList();
    }
}
