package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.Objects;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Where a step stands in its Pipeline.
 *
 * @param node the id of its node
 * @param label what it works on
 * @param stage the stage or branch it is in, or an empty text
 * @param seconds how long it has run
 */
record StepPlace(String node, String label, String stage, double seconds) {
    private static final double MILLIS = 1000;

    static StepPlace of(FlowNode node) {
        String label = ArgumentsAction.getStepArgumentsAsString(node);
        double seconds = (System.currentTimeMillis() - TimingAction.getStartTime(node)) / MILLIS;
        return new StepPlace(node.getId(), Objects.toString(label, ""), stage(node), Math.max(0, seconds));
    }

    private static String stage(FlowNode node) {
        for (BlockStartNode block : node.iterateEnclosingBlocks()) {
            LabelAction label = block.getAction(LabelAction.class);
            if (label != null) {
                return label.getDisplayName().replaceFirst("^Branch: ", "");
            }
        }
        return "";
    }
}
