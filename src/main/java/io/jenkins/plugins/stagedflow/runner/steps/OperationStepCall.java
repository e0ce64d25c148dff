package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.jenkins.BuildCredentials;
import io.jenkins.plugins.stagedflow.jenkins.OperationSteps;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
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
        Context context = call.context();
        context.workspace(name);
        call.onWorker(() -> {
            Map<?, ?> result = OperationSteps.run(
                    name,
                    call.arguments().all(),
                    context.host(name),
                    context.console(),
                    credentials,
                    context.temporary(name));
            record(context.stage(), result);
            return result;
        });
    }

    private void record(StageNode stage, Map<?, ?> result) {
        stage.record(name, result);
    }
}
