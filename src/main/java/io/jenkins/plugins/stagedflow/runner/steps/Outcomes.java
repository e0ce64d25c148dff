package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;

/** What failures and warnings do to the results of the run and of its stages. */
final class Outcomes {
    private Outcomes() {}

    /** Marks the stage around a step, and the run. */
    static void mark(Context context, Result stage, Result build, String message) {
        if (stage != Result.SUCCESS) {
            context.stage().worsen(stage, message);
        }
        if (build != Result.SUCCESS) {
            context.build().worsen(build);
        }
    }

    /** Ends a part of the run as its block ended. */
    static void end(StageNode part, com.cloudbees.groovy.cps.Outcome outcome) {
        if (outcome.isFailure()) {
            part.end(Interruption.resultOf(outcome.getAbnormal()), Failures.sentence(outcome.getAbnormal()));
        } else {
            part.end(Result.SUCCESS, "");
        }
    }
}
