package io.jenkins.plugins.stagedflow.boot;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.net.URI;
import java.util.regex.Pattern;

/** Addresses that something may be fetched from. */
final class DownloadUrl {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

    private DownloadUrl() {}

    /** Requires https, or plain http on a loopback address, without credentials. */
    static URI require(String field, @CheckForNull String value) {
        URI url = Require.httpUrl(field, value);
        if ("http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
            throw new InvalidRequestException(field, url, "https, as plain http is fit for a loopback address only");
        }
        return url;
    }
}
