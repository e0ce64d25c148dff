package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** A registry could not be asked, or declined. */
public final class RegistryException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean passing;

    RegistryException(String action, String reason, String remedy, @CheckForNull Throwable cause) {
        this(action, reason, remedy, cause, false);
    }

    RegistryException(String action, String reason, String remedy, @CheckForNull Throwable cause, boolean passing) {
        super(action, reason, remedy, cause);
        this.reason = reason;
        this.passing = passing;
    }

    /** Returns whether the same may succeed later: the registry could not be reached, or said that it is busy or ill. */
    public boolean mayPass() {
        return passing;
    }

    /** Returns the reason alone, for messages about several images: registry, status and the registry's own words. */
    public String reason() {
        return reason;
    }
}
