package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Timer;
import java.time.Duration;

/** {@code waitUntil}: a block again and again, after ever longer pauses, until it returns true. */
final class WaitUntilStep implements Step {
    private static final long LONGEST_MILLIS = 15_000;
    private static final double GROWTH = 1.2;

    @Override
    public Signature signature() {
        return Signature.of("waitUntil")
                .also("initialRecurrencePeriod", "quiet")
                .withBlock();
    }

    @Override
    public void start(StepCall call) {
        attempt(call, Math.max(1, call.arguments().number("initialRecurrencePeriod", 250)));
    }

    private static void attempt(StepCall call, long pause) {
        call.runBody(call.context(), outcome -> {
            if (outcome.isFailure()) {
                call.complete(outcome);
            } else if (isTrue(outcome)) {
                call.succeed(null);
            } else {
                again(call, pause);
            }
        });
    }

    private static boolean isTrue(Outcome outcome) {
        if (outcome.getNormal() instanceof Boolean reached) {
            return reached;
        }
        throw new StepFailure("body return value " + outcome.getNormal() + " is not boolean");
    }

    private static void again(StepCall call, long pause) {
        if (!call.arguments().flag("quiet", false)) {
            call.context().note("Will try again after " + pause / 1000.0 + " sec");
        }
        Timer timer = call.pipeline()
                .after(
                        Duration.ofMillis(pause),
                        () -> attempt(call, Math.min(LONGEST_MILLIS, (long) (pause * GROWTH))));
        call.onStop(cause -> {
            timer.cancel();
            call.fail(cause);
        });
    }
}
