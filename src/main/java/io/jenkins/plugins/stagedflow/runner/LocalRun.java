package io.jenkins.plugins.stagedflow.runner;

import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.runner.context.BranchConsole;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.Pipeline;
import io.jenkins.plugins.stagedflow.runner.output.RunRecord;
import io.jenkins.plugins.stagedflow.runner.output.StageTable;
import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import io.jenkins.plugins.stagedflow.runner.steps.LocalSteps;
import io.jenkins.plugins.stagedflow.runner.steps.StageChoice;
import io.jenkins.plugins.stagedflow.runner.steps.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs a Jenkinsfile on this machine. */
public final class LocalRun {
    private final BranchConsole console;
    private final Clock clock;
    private final Terminal terminal;

    /** Creates a runner that prints to the output and asks on the terminal. */
    public LocalRun(BranchConsole.Output output, Clock clock, Terminal terminal) {
        console = BranchConsole.to(output);
        this.clock = clock;
        this.terminal = terminal;
    }

    /**
     * Runs the Jenkinsfile to its end. When the calling thread is interrupted, the steps that run are ended and the run goes
     * on with what it does in any case, such as {@code post}.
     *
     * @throws InvalidRequestException if the Jenkinsfile asks for what the local runner does not have; nothing has run then
     * @throws InterruptedException if the thread is interrupted before anything has run
     */
    public RunResult run(RunRequest request) throws InterruptedException {
        RunDirectory directory = RunDirectory.create(request.output());
        try {
            return run(request, directory);
        } catch (InvalidRequestException e) {
            directory.remove();
            throw e;
        }
    }

    private RunResult run(RunRequest request, RunDirectory directory) throws InterruptedException {
        Build build = new Build(JobName.of(request.jenkinsfile()), directory.number(), directory.path(), clock);
        Optional<SourceRepository> sources = SourceRepository.of(request.jenkinsfile(), request.environment());
        RunVariables.set(build, request, sources);
        StageNode tree = StageNode.run(build.job(), clock);
        Names names = new Names();
        StageChoice choice = new StageChoice(request.stages());
        addSteps(names, request, build, choice, sources);
        Program program = new Program(request, build, names, choice, console::line);
        program.addDeclarative(build, sources);
        Script script = program.compile(request.jenkinsfile());
        Outcome outcome = new Pipeline(names).run(script, Context.of(build, tree, console));
        return ended(build, tree, outcome.isSuccess() ? all(choice, outcome) : outcome);
    }

    private static Outcome all(StageChoice choice, Outcome outcome) {
        List<String> missing = choice.notThere();
        return missing.isEmpty()
                ? outcome
                : new Outcome(null, new StepFailure("No stage has the name '" + String.join("', '", missing) + "'"));
    }

    private void addSteps(
            Names names, RunRequest request, Build build, StageChoice choice, Optional<SourceRepository> sources) {
        LocalSteps.Place place = new LocalSteps.Place(
                request.workspace()
                        .orElse(build.directory().resolve("workspace").resolve(build.job())),
                RunVariables.machine(request),
                sources,
                terminal);
        LocalSteps.add(names, build, choice, place, RunCredentials.of(request));
        if (request.dryRun()) {
            LocalSteps.makeDry(names);
        }
    }

    private RunResult ended(Build build, StageNode tree, Outcome outcome) {
        String message = "";
        if (outcome.isFailure()) {
            message = FailureReport.sentence(outcome.getAbnormal());
            build.worsen(Interruption.resultOf(FailureReport.cause(outcome.getAbnormal())));
            FailureReport.lines(outcome.getAbnormal()).forEach(console::line);
        }
        tree.end(build.result(), message);
        LocalHost here = new LocalHost(build.directory(), System.getenv());
        new RunRecord(here, new HostPath(build.directory().toString())).write(tree, build.description());
        console.line("");
        StageTable.lines(tree).forEach(console::line);
        console.line("");
        build.description().lines().forEach(console::line);
        console.line("Finished: " + build.result());
        return new RunResult(build.result(), message, tree, build.directory());
    }
}
