package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a program of the user's own as a stage of the flow, so that the summary shows it beside the steps. */
@Command(
        name = "stage",
        description = "Runs a program as a stage of the flow: timed, ended with all its children at the time limit, and"
                + " recorded beside the steps.",
        footer = {"", "Example:", "  staged-flow stage --record run --stage 'Unit tests' -- tests/unit/backend"})
final class StageCommand extends StepCommand<StageCommand.StageResult> {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "Time limit (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Parameters(paramLabel = "PROGRAM", arity = "1..*", description = "The program and its arguments, after '--'.")
    private List<String> program;

    @Override
    StageResult run(Machine machine) throws InterruptedException {
        Require.timeLimit("timeout", timeout);
        var command = io.jenkins.plugins.stagedflow.host.Command.of(program.get(0))
                .arguments(program.subList(1, program.size()))
                .timeLimit(timeout)
                .build();
        CommandResult result =
                machine.host().run(command, machine.console()).orFail("finish the stage", "See its output above");
        return new StageResult(program, result.took().toMillis() / 1000.0);
    }

    @Override
    String text(StageResult result) {
        return "done in %.1f s".formatted(result.seconds());
    }

    /**
     * What a stage did.
     *
     * @param program the program and its arguments
     * @param seconds how long it ran
     */
    record StageResult(List<String> program, double seconds) implements Serializable {}
}
