package io.jenkins.plugins.stagedflow.runner;

import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.BranchConsole;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.Pipeline;
import java.time.Clock;

/** Runs a Jenkinsfile on this machine. */
public final class LocalRun {
    private final BranchConsole console;
    private final Clock clock;

    /** Creates a runner that prints to the output. */
    public LocalRun(BranchConsole.Output output, Clock clock) {
        console = BranchConsole.to(output);
        this.clock = clock;
    }

    /**
     * Runs the Jenkinsfile to its end. When the calling thread is interrupted, the steps that run are ended and the run goes
     * on with what it does in any case, such as {@code post}.
     *
     * @throws InvalidRequestException if the Jenkinsfile asks for what the local runner does not have; nothing has run then
     */
    public RunResult run(RunRequest request) {
        RunDirectory directory = RunDirectory.create(request.output());
        Build build = new Build(JobName.of(request.jenkinsfile()), directory.number(), directory.path(), clock);
        RunVariables.set(build, request);
        StageNode tree = StageNode.run(build.job(), clock);
        Names names = new Names();
        Program program = Program.compile(request, build, names, line -> console.line(line));
        Outcome outcome = run(program.script(), new Pipeline(names), Context.of(build, tree, console));
        return ended(build, tree, outcome);
    }

    private static Outcome run(Script script, Pipeline pipeline, Context context) {
        return pipeline.run(script, context);
    }

    private RunResult ended(Build build, StageNode tree, Outcome outcome) {
        String message = "";
        if (outcome.isFailure()) {
            message = FailureReport.sentence(outcome.getAbnormal());
            build.worsen(Interruption.resultOf(FailureReport.cause(outcome.getAbnormal())));
            FailureReport.lines(outcome.getAbnormal()).forEach(console::line);
        }
        Result result = build.result();
        tree.end(result, message);
        console.line("Finished: " + result);
        return new RunResult(result, message, tree, build.directory());
    }
}
