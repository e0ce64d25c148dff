package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which Trivy scans, and where it comes from if the host does not have it.
 *
 * @param version the version it must have
 * @param url the archive (tar.gz) with the program; empty for that of Trivy's release. {@code {version}},
 *     {@code {system}} and {@code {architecture}} stand for what release archives have in their names
 * @param sha256 the SHA-256 of the archive; empty if nothing may be installed
 */
public record TrivyProgram(String version, String url, String sha256) implements Serializable {
    /** The version the document that this project reproduces has pinned. */
    public static final String USUAL_VERSION = "0.68.2";

    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String RELEASE = "https://github.com/aquasecurity/trivy/releases/download/v{version}/"
            + "trivy_{version}_{system}-{architecture}.tar.gz";

    /**
     * Creates a program.
     *
     * @throws InvalidRequestException naming the field, if a value cannot be meant
     */
    public TrivyProgram {
        Require.matching("trivyVersion", version, VERSION, "a version such as " + USUAL_VERSION);
        if (!sha256.isEmpty()) {
            Require.matching("trivySha256", sha256, SHA256, "a SHA-256 of 64 hex digits");
            sha256 = sha256.toLowerCase(Locale.ROOT);
        }
        if (!url.isEmpty()) {
            Require.httpUrl("trivyUrl", filled(url, version, "Linux", "64bit"));
            if (sha256.isEmpty()) {
                throw new InvalidRequestException(
                        "trivySha256", "", "the SHA-256 of what trivyUrl names: nothing is installed unchecked");
            }
        }
    }

    /** Returns the Trivy of that version which the host has. */
    public static TrivyProgram ofHost(String version) {
        return new TrivyProgram(version, "", "");
    }

    /** Returns whether it may be installed. */
    boolean isInstallable() {
        return !sha256.isEmpty();
    }

    /**
     * Returns where the archive is, for a host of that kind.
     *
     * @param architecture as Java calls it
     */
    URI archive(String architecture) {
        boolean arm = architecture.contains("aarch64") || architecture.contains("arm64");
        return URI.create(filled(url.isEmpty() ? RELEASE : url, version, "Linux", arm ? "ARM64" : "64bit"));
    }

    /** Returns the name of the directory it is installed in. */
    String directory() {
        return "trivy-" + version + "-" + sha256.substring(0, 16);
    }

    private static String filled(String url, String version, String system, String architecture) {
        return url.replace("{version}", version).replace("{system}", system).replace("{architecture}", architecture);
    }
}
