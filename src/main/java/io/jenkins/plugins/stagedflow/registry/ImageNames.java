package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.util.regex.Pattern;

/**
 * The grammar of image names: registry, path, tag and digest. Each method returns the value it was given or refuses it,
 * naming the field of the request.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">the distribution grammar</a>
 */
public final class ImageNames {
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final Pattern REGISTRY =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?");
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final int LONGEST_PATH = 255;

    private ImageNames() {}

    /** Requires a registry: a host name or address, with a port or without, and no scheme. */
    public static String registry(String field, @CheckForNull String value) {
        return Require.matching(field, value, REGISTRY, "a registry as host or host:port, without https://");
    }

    /** Requires the path of a repository within a registry, or a part of it. */
    public static String path(String field, @CheckForNull String value) {
        String path = Require.matching(
                field, value, PATH, "a lower-case name of letters, digits, '.', '_', '-' and '/' between parts");
        if (path.length() > LONGEST_PATH) {
            throw new InvalidRequestException(field, path, "a name of at most " + LONGEST_PATH + " characters");
        }
        return path;
    }

    /** Requires a tag. */
    public static String tag(String field, @CheckForNull String value) {
        return Require.matching(
                field, value, TAG, "a tag of at most 128 letters, digits, '_', '.' and '-', the first no '.' or '-'");
    }

    /** Requires a digest. */
    public static String digest(String field, @CheckForNull String value) {
        return Require.matching(field, value, DIGEST, "a digest as sha256: with 64 hex digits");
    }
}
