package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.AtomNode;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Stops a program after the step that has just begun: at the beginning of some stages, or everywhere. */
@Extension
public final class PauseBetweenSteps implements GraphListener.Synchronous {
    private static final Queue<String> STAGES = new ConcurrentLinkedQueue<>();
    private static final Queue<String> PLACES = new ConcurrentLinkedQueue<>();
    private static volatile boolean everywhere;

    /** Begins to stop it in these stages, one after the other; null for after each step. */
    static void in(List<String> stages) {
        everywhere = stages == null;
        STAGES.clear();
        PLACES.clear();
        if (stages != null) {
            STAGES.addAll(stages);
        }
    }

    /** Returns whether a program is stopped, and no step of it at work. */
    static boolean isBetween(CpsFlowExecution execution) throws Exception {
        if (PLACES.isEmpty() || !execution.isPaused()) {
            return false;
        }
        for (StepExecution step : running(execution)) {
            if (step.getContext().get(FlowNode.class) instanceof AtomNode) {
                return false;
            }
        }
        return true;
    }

    /** Returns after which steps it was stopped since this was last asked, a line each. */
    static String places() {
        StringBuilder places = new StringBuilder();
        for (String place = PLACES.poll(); place != null; place = PLACES.poll()) {
            places.append("\n  ").append(place);
        }
        return places.toString();
    }

    private static List<StepExecution> running(CpsFlowExecution execution)
            throws InterruptedException, ExecutionException, TimeoutException {
        return execution.getCurrentExecutions(true).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void onNewHead(FlowNode node) {
        LabelAction label = node.getAction(LabelAction.class);
        boolean inStage = label != null && label.getDisplayName().equals(STAGES.peek());
        if (inStage) {
            STAGES.remove();
        }
        if (inStage || everywhere && node instanceof StepNode && !(node instanceof BlockEndNode)) {
            PLACES.add(StageTree.path(node));
            pause((CpsFlowExecution) node.getExecution());
        }
    }

    private static void pause(CpsFlowExecution execution) {
        try {
            execution.pause(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
