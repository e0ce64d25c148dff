package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;

/** {@code retry}: a block once more while it fails, but not when the run is ended. */
final class RetryStep implements Step {
    @Override
    public Signature signature() {
        return Signature.of("retry").sole("count").withBlock();
    }

    @Override
    public void start(StepCall call) {
        long count = call.arguments().number("count", 0);
        if (count < 1) {
            throw call.arguments().refusal("count", count, "how often to try, from 1 on");
        }
        attempt(call, count);
    }

    private static void attempt(StepCall call, long left) {
        call.runBody(call.context(), outcome -> {
            if (left > 1 && mayPass(outcome)) {
                call.context().console().line("ERROR: " + Failures.sentence(outcome.getAbnormal()));
                call.context().note("Retrying");
                attempt(call, left - 1);
            } else {
                call.complete(outcome);
            }
        });
    }

    private static boolean mayPass(Outcome outcome) {
        return outcome.isFailure()
                && !(outcome.getAbnormal() instanceof Interruption interruption && interruption.isActual());
    }
}
