package io.jenkins.plugins.stagedflow.jenkins;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that runs one operation of the engine on the agent. It holds what the author wrote, as plain values that are kept
 * with the build, so that the operation can be run again after a restart of Jenkins.
 */
public abstract class OperationStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Runs the operation.
     *
     * @return its result, which the step returns as plain maps and lists
     */
    abstract Serializable run(Site site) throws InterruptedException;

    /**
     * Returns the operation as it travels to the agent, of a step that mostly waits: there it needs no thread of the
     * controller. The others are driven from the controller.
     */
    Optional<HostOperation<?>> travelling(Site site) {
        return Optional.empty();
    }

    /** Returns whether the operation can travel. */
    boolean canTravel() {
        return false;
    }

    /**
     * Returns the question whether the operation has something to do yet, of a step that may have to wait long before. It is
     * asked again and again, and must be cheap.
     */
    Optional<HostOperation<Boolean>> look(Site site) {
        return Optional.empty();
    }

    /**
     * Returns the files of the workspace that are kept with the run, as paths, or as DIRECTORY/** for all below it.
     *
     * @param reached the result, of a step that failed as far as it came
     */
    List<String> reports(Optional<Serializable> reached, boolean failed) {
        return List.of();
    }

    /** Returns what there is to warn of after a success, or an empty text. */
    String warning(Serializable result) {
        return "";
    }

    /** Returns whether a warning makes the run unstable, and not the step alone. */
    boolean isWarningOfRun() {
        return false;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationExecution(context, this);
    }
}
