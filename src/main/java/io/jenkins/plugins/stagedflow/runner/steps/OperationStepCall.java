package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.jenkins.BuildCredentials;
import io.jenkins.plugins.stagedflow.jenkins.OperationSteps;
import io.jenkins.plugins.stagedflow.jenkins.StepOutcome;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of the steps of this suite, by the very class that Jenkins runs. */
final class OperationStepCall implements Step {
    private final String name;
    private final BuildCredentials credentials;

    private OperationStepCall(String name, BuildCredentials credentials) {
        this.name = name;
        this.credentials = credentials;
    }

    static List<Step> all(BuildCredentials credentials) {
        return OperationSteps.names().stream()
                .<Step>map(name -> new OperationStepCall(name, credentials))
                .toList();
    }

    @Override
    public Signature signature() {
        Map<String, Boolean> arguments = OperationSteps.arguments(name);
        Signature signature = Signature.of(name).also(arguments.keySet().toArray(String[]::new));
        List<String> required =
                arguments.keySet().stream().filter(arguments::get).toList();
        return required.size() == 1
                ? new Signature(name, required.get(0), signature.arguments(), false, false)
                : signature;
    }

    @Override
    public void start(StepCall call) {
        call.context().workspace(name);
        call.onWorker(() -> run(call));
    }

    private Map<?, ?> run(StepCall call) throws InterruptedException {
        Context context = call.context();
        StepOutcome outcome = OperationSteps.run(
                name,
                call.arguments().all(),
                context.host(name),
                context.console(),
                credentials,
                context.temporary(name));
        keep(context, outcome);
        if (outcome.failed().isPresent()) {
            throw outcome.failed().get();
        }
        if (!outcome.warning().isEmpty()) {
            context.console().line("WARNING: " + outcome.warning());
            Result build = outcome.warningOfRun() ? Result.UNSTABLE : Result.SUCCESS;
            Outcomes.mark(context, Result.UNSTABLE, build, outcome.warning());
        }
        return outcome.result();
    }

    // As in Jenkins, the reports of a step are kept with the run.
    private void keep(Context context, StepOutcome outcome) {
        context.stage().record(name, outcome.result());
        Path directory = context.directory(name);
        List<Path> files = FilePattern.of(String.join(",", outcome.reports())).below(directory, FilePattern.of(""));
        FileCopies.copy(directory, files, context.build().artifacts());
    }
}
