package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.jenkins.run.FlowReport;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells the run how a step ended. What goes wrong with that changes nothing of how the step ended. */
final class StepReport {
    private static final Logger LOG = Logger.getLogger(StepReport.class.getName());

    private final OperationStep step;
    private final FlowReport report;

    StepReport(StepContext context, OperationStep step) {
        this.step = step;
        report = new FlowReport(context, step.getDescriptor().getFunctionName());
    }

    void succeeded(Serializable result) throws InterruptedException {
        try {
            report.succeeded(
                    result, step.warning(result), step.isWarningOfRun(), step.reports(Optional.of(result), false));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "What a step did could not be kept with its run", e);
        }
    }

    /** Tells of a failure, also from a thread that was interrupted. */
    void failed(Exception failure) {
        Optional<Serializable> reached =
                failure instanceof OperationFailedException operation ? operation.partialResult() : Optional.empty();
        try {
            report.failed(String.valueOf(failure.getMessage()), reached, step.reports(reached, true));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "How a step failed could not be kept with its run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
