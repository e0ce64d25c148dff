package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;

/** {@code stage}: a named part of the run. */
final class StageStep implements Step {
    private final StageChoice choice;

    StageStep(StageChoice choice) {
        this.choice = choice;
    }

    @Override
    public Signature signature() {
        return Signature.of("stage").sole("name").also("concurrency").withBlock();
    }

    @Override
    public void start(StepCall call) {
        String name = call.arguments().text("name");
        if (name.isBlank()) {
            throw new InvalidRequestException("stage", name, "a name");
        }
        StageNode around = call.context().stage();
        StageNode stage = around.begin(name, StageNode.Kind.STAGE);
        if (choice.leavesOut(stage)) {
            call.context().note("Stage \"" + name + "\" skipped: it was not asked for");
            stage.skip("not asked for");
            call.succeed(null);
        } else {
            call.context().note("{ (" + name + ")");
            call.runBody(call.context().in(stage), outcome -> {
                Outcomes.end(stage, outcome);
                call.context().note("} (" + name + ")");
                call.complete(outcome);
            });
        }
    }
}
