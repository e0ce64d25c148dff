package io.jenkins.plugins.stagedflow.jenkins.config;

import java.util.List;

/**
 * What steps use where a Jenkinsfile gives no argument. An empty text sets no default: then the operation's own holds.
 *
 * @param registry the registry, as host or host:port
 * @param namespace what stands between that registry and the names of images
 * @param k3sVersion the version of k3s
 * @param k3sInstallSha256 the SHA-256 of the installer of that version
 * @param k3sBinarySha256 the SHA-256 of the binary of that version
 * @param k3sMirror what stands in for https://raw.githubusercontent.com
 * @param trivyVersion the version that Trivy must have
 * @param trivyDbRepositories where the vulnerability database is, in order
 * @param trivyJavaDbRepositories where the database of Java archives is, in order
 * @param knownHosts lines of a known_hosts file
 */
public record Defaults(
        String registry,
        String namespace,
        String k3sVersion,
        String k3sInstallSha256,
        String k3sBinarySha256,
        String k3sMirror,
        String trivyVersion,
        List<String> trivyDbRepositories,
        List<String> trivyJavaDbRepositories,
        String knownHosts) {
    /** Copies the lists. */
    public Defaults {
        trivyDbRepositories = List.copyOf(trivyDbRepositories);
        trivyJavaDbRepositories = List.copyOf(trivyJavaDbRepositories);
    }

    /** Returns the given text, or the default if it is empty. */
    public static String either(String given, String otherwise) {
        return given.isEmpty() ? otherwise : given;
    }

    /** Returns the given list, or the default if it is empty. */
    public static List<String> either(List<String> given, List<String> otherwise) {
        return given.isEmpty() ? otherwise : given;
    }

    /** Returns the registry of a step. */
    public String registryOr(String given) {
        return either(given, registry);
    }

    /** Returns the registry that a login of a step is for; without a login none is needed. */
    public String registryOfLogin(String given, String credentialsId) {
        return credentialsId.isEmpty() ? given : registryOr(given);
    }

    /** Returns the namespace of a step; the default belongs to the default registry and to no other. */
    public String namespaceOr(String given, String givenRegistry) {
        return registryOr(givenRegistry).equals(registry) ? either(given, namespace) : given;
    }

    /** Returns whether a step that gives this version of k3s means the one whose checksums are set. */
    public boolean isOfDefaultK3s(String givenVersion) {
        return !k3sVersion.isEmpty() && either(givenVersion, k3sVersion).equals(k3sVersion);
    }
}
