package io.jenkins.plugins.stagedflow.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Optional;

/** An operation did not reach its end. The message is one readable sentence: what, where, why, and what to do. */
public class OperationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final Serializable partialResult;

    /**
     * Creates a failure.
     *
     * @param action what was tried and on what, as in "push frontend to registry/demo/frontend"
     * @param reason why it failed
     * @param remedy what the user can do, or an empty text if nothing sensible can be said
     */
    public OperationFailedException(String action, String reason, String remedy) {
        this(action, reason, remedy, null, null);
    }

    /** Creates a failure with the error behind it. */
    public OperationFailedException(String action, String reason, String remedy, @CheckForNull Throwable cause) {
        this(action, reason, remedy, cause, null);
    }

    /** Creates a failure that keeps what was reached before it. */
    public OperationFailedException(
            String action,
            String reason,
            String remedy,
            @CheckForNull Throwable cause,
            @CheckForNull Serializable partialResult) {
        this(sentence(action, reason, remedy), cause, partialResult);
    }

    private OperationFailedException(
            String message, @CheckForNull Throwable cause, @CheckForNull Serializable partialResult) {
        super(message, cause);
        this.partialResult = partialResult;
    }

    /** Returns this failure, keeping what was reached before it. */
    public OperationFailedException withPartialResult(Serializable reached) {
        return new OperationFailedException(String.valueOf(getMessage()), this, reached);
    }

    /** Returns what was reached before the failure, for reports. */
    public Optional<Serializable> partialResult() {
        return Optional.ofNullable(partialResult);
    }

    private static String sentence(String action, String reason, String remedy) {
        String failure = "Could not " + action + ": " + withoutPeriod(reason);
        return remedy.isEmpty() ? failure + "." : failure + ". " + withoutPeriod(remedy) + ".";
    }

    private static String withoutPeriod(String text) {
        return text.strip().replaceAll("\\.+$", "");
    }
}
