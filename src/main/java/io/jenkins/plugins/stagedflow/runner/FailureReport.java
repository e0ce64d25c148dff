package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.cps.Traces;
import io.jenkins.plugins.stagedflow.runner.steps.Failures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the console says when a script ends with a failure. */
final class FailureReport {
    private static final int LINES_OF_A_TRACE = 12;

    private FailureReport() {}

    /** Returns the failure without what Groovy wraps it in. */
    static Throwable cause(Throwable failure) {
        return Failures.unwrapped(failure);
    }

    /** Returns one sentence, with the line where it is known. */
    static String sentence(Throwable failure) {
        Throwable cause = cause(failure);
        return Failures.sentence(cause)
                + line(cause).map(line -> " (line " + line + ")").orElse("");
    }

    /** Returns the sentence, and the trace through the scripts where the failure is not one that says all. */
    static List<String> lines(Throwable failure) {
        Throwable cause = cause(failure);
        List<String> lines = new ArrayList<>();
        lines.add((cause instanceof Interruption ? "" : "ERROR: ") + sentence(failure));
        if (!saysAll(cause)) {
            scripts(cause).limit(LINES_OF_A_TRACE).forEach(element -> lines.add("\tat " + element));
        }
        return lines;
    }

    private static boolean saysAll(Throwable failure) {
        return failure instanceof StepFailure
                || failure instanceof Interruption
                || failure instanceof OperationFailedException
                || failure instanceof InvalidRequestException;
    }

    private static Optional<Integer> line(Throwable failure) {
        return scripts(failure)
                .filter(element -> element.getClassName().startsWith(PipelineShell.MAIN_CLASS))
                .map(StackTraceElement::getLineNumber)
                .findFirst();
    }

    private static Stream<StackTraceElement> scripts(Throwable failure) {
        return Arrays.stream(failure.getStackTrace()).filter(Traces::isOfScript);
    }
}
