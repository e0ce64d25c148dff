package io.jenkins.plugins.stagedflow.runner.credentials;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Optional;

/** A place where credentials are. */
public interface CredentialSource {
    /** Returns a field of the credentials of an id, if it is there. */
    Optional<Secret> find(String id, CredentialField field);
}
