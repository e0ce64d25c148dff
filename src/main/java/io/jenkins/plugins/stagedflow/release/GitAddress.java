package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of what a request may name as remote. Refused values are printed without what stands before their '@'. */
final class GitAddress {
    private static final String FIELD = "remote";
    private static final String EXPECTED =
            "a name such as origin, a path, or a file, git, http or https URL without user or password in it"
                    + " (ssh is not supported yet)";
    private static final Set<String> SCHEMES = Set.of("file", "git", "http", "https");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern SCP_LIKE = Pattern.compile("[^/]+:.*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("^((?:[^:/]*://)?)[^/]*@");

    private GitAddress() {}

    /** Requires a remote that can be reached: a name, a path or a URL. */
    static String require(@CheckForNull String remote) {
        String value = remote == null ? "" : remote;
        // Require would print what is wrong with it, and that could be a password with a line break.
        if (value.isBlank() || value.startsWith("-") || value.chars().anyMatch(Character::isISOControl)) {
            throw refused(value);
        }
        int colon = value.indexOf("://");
        if (colon >= 0) {
            return requireUrl(value, value.substring(0, colon).toLowerCase(Locale.ROOT));
        }
        if (SCP_LIKE.matcher(value).matches()) {
            throw refused(value);
        }
        return value;
    }

    /** Returns whether the remote is a name that the configuration of a repository resolves. */
    static boolean isName(String remote) {
        return NAME.matcher(remote).matches();
    }

    /** Returns the remote with a relative path made absolute. */
    static String absolute(String remote, HostPath directory) {
        return remote.contains("://") ? remote : directory.resolve(remote).value();
    }

    private static String requireUrl(String value, String scheme) {
        if (!SCHEMES.contains(scheme) || USER.matcher(value).find()) {
            throw refused(value);
        }
        return scheme.startsWith("http") ? Require.httpUrl(FIELD, value).toString() : value;
    }

    private static InvalidRequestException refused(String value) {
        return new InvalidRequestException(FIELD, USER.matcher(value).replaceFirst("$1****@"), EXPECTED);
    }
}
