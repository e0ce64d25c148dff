package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.jenkins.OperationSteps;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import io.jenkins.plugins.stagedflow.runner.library.Libraries;
import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All steps and global variables of a local run. */
public final class LocalSteps {
    private LocalSteps() {}

    /** Adds the steps that need no more than the machine. */
    public static void add(Names names, Build build, StageChoice choice, Place place, LocalCredentials credentials) {
        BuildVariables.add(names, build);
        place.sources().map(ScmVariable::new).ifPresent(scm -> names.variable("scm", () -> scm));
        names.steps(List.of(
                new StageStep(choice),
                new NodeStep(new Workspaces(place.workspace()), place.machine()),
                new ParallelStep(),
                new ShellStep(),
                new RetryStep(),
                new WaitUntilStep(),
                new CheckoutStep(place.sources()),
                new JUnitStep(),
                new CredentialsStep(credentials),
                new DockerContainerStep(place.machine()),
                new InputStep(place.terminal())));
        names.steps(FileSteps.all());
        names.steps(KeepSteps.all());
        names.steps(PropertySteps.all());
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

    /** Makes all steps that do something print what they would do. */
    public static void makeDry(Names names) {
        names.replaceSteps(step -> DryRun.of(step, OperationSteps.names()));
    }

    /**
     * Where a run is.
     *
     * @param workspace the first workspace
     * @param machine the variables of the machine
     * @param sources the repository of the Jenkinsfile
     * @param terminal the user
     */
    public record Place(
            Path workspace, Map<String, String> machine, Optional<SourceRepository> sources, Terminal terminal) {
        /** Copies the variables. */
        public Place {
            machine = Map.copyOf(machine);
        }
    }
}
