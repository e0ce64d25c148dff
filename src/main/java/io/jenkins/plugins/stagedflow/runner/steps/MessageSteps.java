package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.util.List;

/** {@code echo}, {@code error}, {@code unstable}. */
final class MessageSteps {
    private static final String MESSAGE = "message";

    private MessageSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.now(Signature.of("echo").sole(MESSAGE), MessageSteps::echo),
                Steps.now(Signature.of("error").sole(MESSAGE), call -> {
                    throw new StepFailure(call.arguments().text(MESSAGE, ""));
                }),
                Steps.now(Signature.of("unstable").sole(MESSAGE), MessageSteps::unstable));
    }

    @CheckForNull
    private static Object echo(StepCall call) {
        Object message = call.arguments().value(MESSAGE).orElse("");
        call.context().console().line(String.valueOf(message));
        return null;
    }

    @CheckForNull
    private static Object unstable(StepCall call) {
        String message = call.arguments().text(MESSAGE);
        call.context().console().line("WARNING: " + message);
        Outcomes.mark(call.context(), Result.UNSTABLE, Result.UNSTABLE, message);
        return null;
    }
}
