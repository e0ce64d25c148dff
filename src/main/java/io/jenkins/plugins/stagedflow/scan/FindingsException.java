package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.Serializable;

/** Every image was scanned, and what was found is not let through: the scan itself did not go wrong. */
public final class FindingsException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    /** Creates the failure; it keeps the result. */
    FindingsException(String reason, String remedy, Serializable result) {
        super("pass the scan", reason, remedy, null, result);
    }
}
