package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the installer of k3s comes from and what it must be.
 *
 * @param url its address; https, or plain http on a loopback address
 * @param sha256 its SHA-256 in 64 lower-case hex digits
 */
record InstallerSource(URI url, String sha256) implements Serializable {
    private static final String GITHUB = "https://raw.githubusercontent.com";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

    /** Checks the checksum. */
    InstallerSource {
        sha256 = Require.matching("installSha256", sha256, SHA256, "64 hex digits")
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the source of a version; what is empty takes its default. */
    static InstallerSource of(String version, String installUrl, String mirror, String sha256) {
        if (!installUrl.isEmpty() && !mirror.isEmpty()) {
            throw new InvalidRequestException("mirror", mirror, "no mirror besides an installUrl");
        }
        URI url = installUrl.isEmpty()
                ? guarded("mirror", (mirror.isEmpty() ? GITHUB : withoutSlash(mirror)) + path(version))
                : guarded("installUrl", installUrl);
        return new InstallerSource(url, sha256);
    }

    // A plus in a path means itself, but servers differ on that; encoded it has one meaning only.
    private static String path(String version) {
        return "/k3s-io/k3s/" + version.replace("+", "%2B") + "/install.sh";
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static URI guarded(String field, String value) {
        URI url = Require.httpUrl(field, value);
        if ("http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
            throw new InvalidRequestException(field, value, "https, as plain http is fit for a loopback address only");
        }
        return url;
    }
}
