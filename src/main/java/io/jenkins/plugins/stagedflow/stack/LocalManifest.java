package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Kubernetes manifests in a file.
 *
 * @param path the file, relative to the directory of the project
 * @param sha256 what its SHA-256 must be, in hexadecimal digits; an empty text if whatever it holds is meant
 */
public record LocalManifest(String path, String sha256) implements Serializable {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})?");

    /** Checks the values. */
    public LocalManifest {
        Require.text("manifests", path);
        Require.matching("manifests", sha256, SUM, "a SHA-256 of 64 lower-case hexadecimal digits");
    }

    /** Returns manifests whose content is not checked. */
    public static LocalManifest of(String path) {
        return new LocalManifest(path, "");
    }
}
