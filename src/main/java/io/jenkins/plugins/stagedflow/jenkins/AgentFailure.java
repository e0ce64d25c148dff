package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/**
 * A failure on the agent without the errors behind it. Jenkins takes from an agent objects of its own classes and of its
 * plugins only, and the errors behind a failure may be of a library.
 */
final class AgentFailure extends OperationFailedException {
    private static final long serialVersionUID = 1L;
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

    @Override
    public String getMessage() {
        return sentence;
    }
}
