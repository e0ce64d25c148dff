package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.Serializable;
import java.net.URI;

/**
 * Where the installer of k3s comes from and what it must be.
 *
 * @param url its address; https, or plain http on a loopback address
 * @param sha256 its SHA-256 in 64 lower-case hex digits
 */
record InstallerSource(URI url, String sha256) implements Serializable {
    private static final String GITHUB = "https://raw.githubusercontent.com";

    /** Checks the checksum. */
    InstallerSource {
        sha256 = Sha256.require("installSha256", sha256);
    }

    /** Returns the source of a version; what is empty takes its default. */
    static InstallerSource of(String version, String installUrl, String mirror, String sha256) {
        if (!installUrl.isEmpty() && !mirror.isEmpty()) {
            throw new InvalidRequestException("mirror", mirror, "no mirror besides an installUrl");
        }
        URI url = installUrl.isEmpty()
                ? DownloadUrl.require("mirror", (mirror.isEmpty() ? GITHUB : withoutSlash(mirror)) + path(version))
                : DownloadUrl.require("installUrl", installUrl);
        return new InstallerSource(url, sha256);
    }

    Download download() {
        return Download.installer(url, sha256);
    }

    // A plus in a path means itself, but servers differ on that; encoded it has one meaning only.
    private static String path(String version) {
        return "/k3s-io/k3s/" + version.replace("+", "%2B") + "/install.sh";
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
