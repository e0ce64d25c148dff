package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** A registry could not be asked, or declined. */
public final class RegistryException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RegistryException(String action, String reason, String remedy, @CheckForNull Throwable cause) {
        super(action, reason, remedy, cause);
        this.reason = reason;
    }

    /** Returns the reason alone, for messages about several images: registry, status and the registry's own words. */
    public String reason() {
        return reason;
    }
}
