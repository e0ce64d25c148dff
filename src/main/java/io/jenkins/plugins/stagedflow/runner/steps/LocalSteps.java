package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import io.jenkins.plugins.stagedflow.runner.library.Libraries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All steps and global variables of a local run. */
public final class LocalSteps {
    private LocalSteps() {}

    /**
     * Adds the steps that need no more than the machine.
     *
     * @param workspace the first workspace
     * @param machine the variables of the machine
     */
    public static void add(
            Names names,
            Build build,
            StageChoice choice,
            Path workspace,
            Map<String, String> machine,
            LocalCredentials credentials) {
        BuildVariables.add(names, build);
        names.steps(List.of(
                new StageStep(choice),
                new NodeStep(new Workspaces(workspace), machine),
                new ParallelStep(),
                new ShellStep(),
                new RetryStep(),
                new WaitUntilStep()));
        names.steps(MessageSteps.all());
        names.steps(PlaceSteps.all());
        names.steps(TimeSteps.all());
        names.steps(ErrorSteps.all());
        names.steps(OperationStepCall.all(credentials));
    }

    /** Adds the steps that load more code. */
    public static void addLoading(Names names, PipelineShell shell, Libraries libraries) {
        names.steps(CodeSteps.all(shell, libraries));
    }
}
