package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;

/**
 * A failure on the agent without the errors behind it. Jenkins takes from an agent objects of its own classes and of its
 * plugins only, and the errors behind a failure may be of a library.
 */
final class AgentFailure extends OperationFailedException {
    private static final long serialVersionUID = 1L;
    private static final String RESTART =
            "Look at the log of the agent, see that it has memory and disk left, and start it again";
    private static final String OURS =
            OperationFailedException.class.getPackageName().replaceAll("\\.host$", ".");

    private final String sentence;

    private AgentFailure(OperationFailedException failure) {
        super("", "", "", null, failure.partialResult().orElse(null));
        sentence = String.valueOf(failure.getMessage());
        setStackTrace(failure.getStackTrace());
    }

    /** Returns the failure as it may travel to the controller. */
    static OperationFailedException of(OperationFailedException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            if (!name.startsWith("java.") && !name.startsWith(OURS)) {
                return new AgentFailure(failure);
            }
        }
        return failure;
    }

    /** Returns the failure to throw for an error that an action on the agent did not foresee. */
    static OperationFailedException unexpected(String action, Throwable error) {
        // Jenkins wraps what the JVM of an agent fails with in an error that does not say why.
        return isOfJvm(error)
                ? new OperationFailedException(
                        action, "the JVM of the agent failed with " + error.getCause(), RESTART, error)
                : new OperationFailedException(
                        action, String.valueOf(error.getMessage() == null ? error : error.getMessage()), "", error);
    }

    /** Returns whether the error tells that the JVM of the agent failed, not what it was asked to do. */
    static boolean isOfJvm(Throwable error) {
        Throwable cause = error instanceof IOException ? error.getCause() : null;
        return cause instanceof Error || cause instanceof ClassNotFoundException;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
