package io.jenkins.plugins.stagedflow.jenkins.run;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagedflow.jenkins.run.StepSummary.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells the run what a step of it did, when the step ends. */
public final class FlowReport {
    private final StepContext context;
    private final String step;

    /** Creates the report of a step, by what a Jenkinsfile calls it. */
    public FlowReport(StepContext context, String step) {
        this.context = context;
        this.step = step;
    }

    /**
     * Tells that the step succeeded.
     *
     * @param warning what there is to warn of, or an empty text
     * @param unstable whether that makes the run unstable, beside the step
     * @param reports files of the workspace to archive
     */
    public void succeeded(Serializable result, String warning, boolean unstable, List<String> reports)
            throws IOException, InterruptedException {
        if (!warning.isEmpty()) {
            warn(warning, unstable);
        }
        add(warning.isEmpty() ? Outcome.PASSED : Outcome.UNSTABLE, warning, Optional.of(result), reports);
    }

    /**
     * Tells that the step failed.
     *
     * @param reached the result as far as it came
     * @param reports files of the workspace to archive
     */
    public void failed(String reason, Optional<Serializable> reached, List<String> reports)
            throws IOException, InterruptedException {
        add(Outcome.FAILED, reason, reached, reports);
    }

    private void warn(String warning, boolean unstable) throws IOException, InterruptedException {
        context.get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(warning));
        if (unstable) {
            context.get(TaskListener.class).getLogger().println("WARNING: " + warning);
            context.get(Run.class).setResult(Result.UNSTABLE);
        }
    }

    private void add(Outcome outcome, String message, Optional<Serializable> result, List<String> reports)
            throws IOException, InterruptedException {
        StepPlace place = StepPlace.of(context.get(FlowNode.class));
        StepSummary summary = new StepSummary(
                        place.node(), step, place.label(), place.stage(), outcome, message, place.seconds())
                .with(result.flatMap(Detail::of).orElse(null))
                .withArtifacts(archive(reports));
        Run<?, ?> run = context.get(Run.class);
        action(run).add(summary);
        run.save();
    }

    private List<String> archive(List<String> reports) throws IOException, InterruptedException {
        if (reports.isEmpty()) {
            return List.of();
        }
        return new Artifacts(
                        context.get(Run.class),
                        context.get(FilePath.class),
                        context.get(Launcher.class),
                        context.get(TaskListener.class))
                .archive(reports);
    }

    private static FlowAction action(Run<?, ?> run) {
        // Branches end at once, and a run has one such action.
        synchronized (run) {
            FlowAction action = run.getAction(FlowAction.class);
            if (action == null) {
                action = new FlowAction();
                run.addAction(action);
            }
            return action;
        }
    }
}
