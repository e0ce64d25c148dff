package io.jenkins.plugins.stagedflow.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The grammar of what a request may name as remote. Refused values are printed without what stands before their '@'. */
public final class GitAddress {
    private static final String FIELD = "remote";
    private static final String EXPECTED =
            "a name such as origin, a path, a file, git, http or https URL without user or"
                    + " password in it, or an ssh address such as git@host:team/app.git without password";
    private static final Set<String> SCHEMES = Set.of("file", "git", "http", "https");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final String USER_AND_HOST =
            "(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])";
    private static final Pattern SSH = Pattern.compile("ssh://" + USER_AND_HOST + "(?::[0-9]{1,5})?/[^?#]+");
    private static final Pattern SCP_LIKE = Pattern.compile(USER_AND_HOST + ":[^:?#-][^:?#]*");
    private static final Pattern NOT_A_PATH = Pattern.compile("[^/]+:.*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("^((?:[^:/]*://)?)[^/]*@");

    private GitAddress() {}

    /** Requires a remote that can be reached: a name, a path or a URL. */
    public static String require(@CheckForNull String remote) {
        String value = remote == null ? "" : remote;
        // Require would print what is wrong with it, and that could be a password with a line break.
        if (value.isBlank() || value.startsWith("-") || value.chars().anyMatch(Character::isISOControl)) {
            throw refused(value);
        }
        if (isSsh(value)) {
            return value;
        }
        int colon = value.indexOf("://");
        if (colon >= 0) {
            return requireUrl(value, value.substring(0, colon).toLowerCase(Locale.ROOT));
        }
        if (NOT_A_PATH.matcher(value).matches()) {
            throw refused(value);
        }
        return value;
    }

    /** Returns whether the remote is reached over ssh. */
    public static boolean isSsh(String remote) {
        return remote.contains("://")
                ? SSH.matcher(remote).matches()
                : SCP_LIKE.matcher(remote).matches();
    }

    /** Returns whether the remote is a name that the configuration of a repository resolves. */
    public static boolean isName(String remote) {
        return NAME.matcher(remote).matches();
    }

    /** Returns the remote with a relative path made absolute. */
    public static String absolute(String remote, HostPath directory) {
        return remote.contains("://") || isSsh(remote)
                ? remote
                : directory.resolve(remote).value();
    }

    /** Returns the address without who is named before its host, as in https://team@host, if no password is with it. */
    public static String withoutName(String address) {
        return address.replaceFirst("^(https?://)[^/@:]+@", "$1");
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
