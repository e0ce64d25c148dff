package io.jenkins.plugins.stagedflow.jenkins.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployRequestBuilder;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.List;
import jenkins.model.Jenkins;

/** Checks what an administrator fills in by the very rules of the operations. Nothing is connected to. */
final class Checks {
    private static final int SSH_PORT = 22;
    private static final int FINGERPRINT_LENGTH = 43;

    private Checks() {}

    /** Returns what the rule says of a value, which may be left out. */
    static FormValidation optional(String value, Runnable rule) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return value.isBlank() ? FormValidation.ok() : verdict(rule);
    }

    /** Returns what the rule says of a value that is needed. */
    static FormValidation required(Runnable rule) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return verdict(rule);
    }

    /** Returns the lines of a text that are not blank. */
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Returns a deployment in which all is well, for one part of it to be checked. */
    static DeployRequestBuilder someTarget() {
        return DeployRequest.builder()
                .address("host", "user", SSH_PORT)
                .sshAgent(true)
                .hostKey("SHA256:" + "A".repeat(FINGERPRINT_LENGTH))
                .directory("/")
                .healthUrl("http://localhost/");
    }

    private static FormValidation verdict(Runnable rule) {
        try {
            rule.run();
            return FormValidation.ok();
        } catch (InvalidRequestException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
