package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;
import java.net.URI;

/**
 * Kubernetes manifests to be fetched, and what they must be.
 *
 * @param url their address; https, or plain http on a loopback address
 * @param sha256 their SHA-256 in 64 lower-case hex digits
 */
public record ManifestSource(URI url, String sha256) implements Serializable {
    private static final String FIELD = "manifests";
    private static final int LONGEST_NAME = 60;

    /** Checks address and checksum. */
    public ManifestSource {
        sha256 = Sha256.require(FIELD, sha256);
        DownloadUrl.require(FIELD, url.toString());
    }

    /**
     * Returns the manifests of an address.
     *
     * @throws io.jenkins.plugins.stagedflow.host.InvalidRequestException if the address or the checksum is not valid
     */
    public static ManifestSource of(String url, String sha256) {
        // The sum first: what was meant as one without a sum is told so.
        String sum = Sha256.require(FIELD, sha256);
        return new ManifestSource(DownloadUrl.require(FIELD, url), sum);
    }

    /** Returns the last name of the address, fit for a file and without its ending. */
    String name() {
        String path = String.valueOf(url.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("(?i)\\.(ya?ml|json)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceAll("^[.-]+", "");
        return name.isEmpty() ? "manifest" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
