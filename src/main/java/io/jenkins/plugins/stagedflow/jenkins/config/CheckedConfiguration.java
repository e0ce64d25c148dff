package io.jenkins.plugins.stagedflow.jenkins.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.scan.TrivyProgram;
import java.util.regex.Pattern;
import jenkins.model.GlobalConfiguration;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form asks about each field while an administrator fills it in. */
public abstract class CheckedConfiguration extends GlobalConfiguration {
    private static final Pattern KNOWN_HOST =
            Pattern.compile("(?:@[a-z-]+\\s+)?\\S+\\s+[a-z0-9@.-]+\\s+[A-Za-z0-9+/=]+.*");

    CheckedConfiguration() {}

    /** Says whether it can be a registry. */
    @POST
    public FormValidation doCheckRegistry(@QueryParameter String value) {
        return Checks.optional(value, () -> ImageNames.registry("registry", value.strip()));
    }

    /** Says whether it can be part of the name of a repository. */
    @POST
    public FormValidation doCheckNamespace(@QueryParameter String value) {
        return Checks.optional(value, () -> ImageNames.path("namespace", value.strip()));
    }

    /** Says whether it is a version of k3s, and whether the checksum that it needs is given. */
    @POST
    public FormValidation doCheckK3sVersion(@QueryParameter String value, @QueryParameter String k3sInstallSha256) {
        return Checks.optional(value, () -> K3sBootRequest.builder()
                .version(value.strip())
                .installSha256(k3sInstallSha256.strip())
                .build());
    }

    /** Says whether it is a SHA-256. */
    @POST
    public FormValidation doCheckK3sInstallSha256(@QueryParameter String value) {
        return Checks.optional(
                value,
                () -> K3sBootRequest.builder().installSha256(value.strip()).build());
    }

    /** Says whether it is a SHA-256. */
    @POST
    public FormValidation doCheckK3sBinarySha256(@QueryParameter String value) {
        return Checks.optional(
                value,
                () -> K3sBootRequest.builder().binarySha256(value.strip()).build());
    }

    /** Says whether it can be the address of a mirror. */
    @POST
    public FormValidation doCheckK3sMirror(@QueryParameter String value) {
        return Checks.optional(
                value, () -> K3sBootRequest.builder().mirror(value.strip()).build());
    }

    /** Says whether it can be a version of Trivy. */
    @POST
    public FormValidation doCheckTrivyVersion(@QueryParameter String value) {
        return Checks.optional(value, () -> TrivyProgram.ofHost(value.strip()));
    }

    /** Says whether each line can be a repository. */
    @POST
    public FormValidation doCheckTrivyDbRepositories(@QueryParameter String value) {
        return Checks.optional(value, () -> repositories("trivyDbRepositories", value));
    }

    /** Says whether each line can be a repository. */
    @POST
    public FormValidation doCheckTrivyJavaDbRepositories(@QueryParameter String value) {
        return Checks.optional(value, () -> repositories("trivyJavaDbRepositories", value));
    }

    /** Says whether the lines are of a known_hosts file. */
    @POST
    public FormValidation doCheckKnownHosts(@QueryParameter String value) {
        return Checks.optional(value, () -> {
            Checks.lines(value).stream()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> Require.matching("knownHosts", line, KNOWN_HOST, "host, kind of key and key"));
            Checks.someTarget().knownHosts(value).build();
        });
    }

    private static void repositories(String field, String text) {
        Checks.lines(text).forEach(line -> ImageReference.parse(field, line));
    }
}
