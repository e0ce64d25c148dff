package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Parent;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.scm.Checkout;
import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import java.util.Map;
import java.util.Optional;

/** {@code checkout scm}: the sources that the Jenkinsfile is among. */
final class CheckoutStep implements Step {
    private final Optional<SourceRepository> repository;

    CheckoutStep(Optional<SourceRepository> repository) {
        this.repository = repository;
    }

    @Override
    public Signature signature() {
        return Signature.of("checkout").sole("scm").also("poll", "changelog");
    }

    @Override
    public void start(StepCall call) {
        if (!(call.arguments().value("scm").orElse(null) instanceof ScmVariable)) {
            throw new StepFailure(
                    "The local runner checks out the sources of the Jenkinsfile alone: checkout scm; use sh with git for others");
        }
        SourceRepository sources =
                repository.orElseThrow(() -> new StepFailure("checkout scm: the Jenkinsfile is in no git repository"));
        call.onWorker(() -> checkOut(sources, call.context()));
    }

    private static Map<String, String> checkOut(SourceRepository sources, Context context) throws InterruptedException {
        // Below the directory of all runs.
        return new Checkout(sources, Parent.of(context.build().directory()))
                .into(context.directory("checkout"), context.console());
    }
}
