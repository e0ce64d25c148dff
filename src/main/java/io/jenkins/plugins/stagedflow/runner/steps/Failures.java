package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import java.lang.reflect.InvocationTargetException;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** What the console says of a failure. */
public final class Failures {
    private Failures() {}

    /** Returns a failure without what Groovy wraps it in. */
    public static Throwable unwrapped(Throwable failure) {
        boolean wrapped = failure instanceof InvokerInvocationException || failure instanceof InvocationTargetException;
        return wrapped && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    /** Returns a failure in one sentence. */
    public static String sentence(Throwable failure) {
        Throwable inner = unwrapped(failure);
        String message = inner.getMessage();
        if (isSentence(inner) && message != null) {
            return message;
        }
        return inner.getClass().getName() + (message == null ? "" : ": " + message);
    }

    private static boolean isSentence(Throwable failure) {
        return failure instanceof StepFailure
                || failure instanceof Interruption
                || failure instanceof OperationFailedException
                || failure instanceof InvalidRequestException;
    }
}
