package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.util.List;

/** {@code catchError} and {@code warnError}: a failure marks stage and run, and the steps after the block go on. */
final class ErrorSteps {
    private static final String MESSAGE = "message";
    private static final String CATCH_INTERRUPTIONS = "catchInterruptions";
    private static final String BUILD_RESULT = "buildResult";
    private static final String STAGE_RESULT = "stageResult";

    private ErrorSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.of(
                        Signature.of("catchError")
                                .also(MESSAGE, BUILD_RESULT, STAGE_RESULT, CATCH_INTERRUPTIONS)
                                .withBlock(),
                        ErrorSteps::catchError),
                Steps.of(
                        Signature.of("warnError")
                                .sole(MESSAGE)
                                .also(CATCH_INTERRUPTIONS)
                                .withBlock(),
                        call -> run(call, Result.UNSTABLE, Result.UNSTABLE)));
    }

    private static void catchError(StepCall call) {
        run(
                call,
                result(call.arguments(), STAGE_RESULT, Result.SUCCESS),
                result(call.arguments(), BUILD_RESULT, Result.FAILURE));
    }

    private static void run(StepCall call, Result stage, Result build) {
        call.runBody(call.context(), outcome -> {
            if (outcome.isSuccess() || isLetThrough(call, outcome)) {
                call.complete(outcome);
            } else {
                caught(call, outcome.getAbnormal(), stage, build);
            }
        });
    }

    private static boolean isLetThrough(StepCall call, Outcome outcome) {
        return outcome.getAbnormal() instanceof Interruption
                && !call.arguments().flag(CATCH_INTERRUPTIONS, true);
    }

    // An interruption keeps the result it brings along.
    private static void caught(StepCall call, Throwable failure, Result stage, Result build) {
        String said = call.arguments().text(MESSAGE, "");
        if (!said.isEmpty()) {
            call.context().console().line(said);
        }
        String sentence = Failures.sentence(failure);
        call.context().console().line("ERROR: " + sentence);
        Result brought = failure instanceof Interruption interruption ? interruption.getResult() : Result.SUCCESS;
        Outcomes.mark(call.context(), stage.and(brought), build.and(brought), said.isEmpty() ? sentence : said);
        call.succeed(null);
    }

    private static Result result(Arguments arguments, String name, Result usual) {
        String value = arguments.text(name, usual.name());
        try {
            return Result.valueOf(value);
        } catch (IllegalArgumentException e) {
            throw arguments.refusal(name, value, "one of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED");
        }
    }
}
