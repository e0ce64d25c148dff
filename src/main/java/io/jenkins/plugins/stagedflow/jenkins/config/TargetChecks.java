package io.jenkins.plugins.stagedflow.jenkins.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.host.Require;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the form of a target asks about each field, for administrators alone. */
public abstract class TargetChecks extends Descriptor<DeployTarget> {
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]*");

    TargetChecks() {}

    /** Says whether it can be the name of a target. */
    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return Checks.required(
                () -> Require.matching("name", value.strip(), NAME, "a name of letters, digits, '_', '.' and '-'"));
    }

    /** Says whether it can be a machine. */
    @POST
    public FormValidation doCheckHost(@QueryParameter String value) {
        return Checks.required(
                () -> Checks.someTarget().address(value.strip(), "user", 1).build());
    }

    /** Says whether it can be a port. */
    @POST
    public FormValidation doCheckPort(@QueryParameter String value) {
        return Checks.required(() -> Require.matching("port", value, Pattern.compile("[0-9]{1,5}"), "a port"));
    }

    /** Says whether it can be a user. */
    @POST
    public FormValidation doCheckUser(@QueryParameter String value) {
        return Checks.optional(
                value,
                () -> Checks.someTarget().address("host", value.strip(), 1).build());
    }

    /** Says whether it is a public key or a fingerprint. */
    @POST
    public FormValidation doCheckHostKey(@QueryParameter String value) {
        return Checks.optional(value, () -> Checks.someTarget().hostKey(value).build());
    }

    /** Says whether each line can be a machine. */
    @POST
    public FormValidation doCheckJumpHosts(@QueryParameter String value) {
        return Checks.optional(value, () -> Checks.someTarget()
                .jumpHosts(Checks.lines(value))
                .jumpHostKey("SHA256:" + "A".repeat(43))
                .build());
    }

    /** Says whether it can be a directory. */
    @POST
    public FormValidation doCheckDirectory(@QueryParameter String value) {
        return Checks.required(
                () -> Checks.someTarget().directory(value.strip()).build());
    }

    /** Returns the ids of private keys of Jenkins itself, to administrators. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        Jenkins jenkins = Jenkins.get();
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!jenkins.hasPermission(Jenkins.ADMINISTER)) {
            return choices.includeCurrentValue(credentialsId);
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        jenkins,
                        SSHUserPrivateKey.class,
                        List.of(),
                        CredentialsMatchers.instanceOf(SSHUserPrivateKey.class))
                .includeCurrentValue(credentialsId);
    }
}
