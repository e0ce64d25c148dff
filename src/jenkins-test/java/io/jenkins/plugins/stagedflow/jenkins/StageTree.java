package io.jenkins.plugins.stagedflow.jenkins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The stages and branches of a build as indented lines. */
final class StageTree {
    private final StringBuilder lines = new StringBuilder();
    private final List<FlowNode> named;

    private StageTree(List<FlowNode> named) {
        this.named = named;
    }

    static String of(WorkflowRun build) {
        List<FlowNode> named = new ArrayList<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(build.getExecution())) {
            if (node instanceof BlockStartNode && name(node) != null) {
                named.add(node);
            }
        }
        named.sort(Comparator.comparingInt(node -> Integer.parseInt(node.getId())));
        StageTree tree = new StageTree(named);
        tree.add("", "");
        return tree.lines.toString();
    }

    private void add(String parent, String indent) {
        for (FlowNode node : named) {
            if (parent.equals(parentOf(node))) {
                lines.append(indent).append(name(node)).append('\n');
                add(node.getId(), indent + "  ");
            }
        }
    }

    private static String parentOf(FlowNode node) {
        return node.getEnclosingBlocks().stream()
                .filter(block -> name(block) != null)
                .map(FlowNode::getId)
                .findFirst()
                .orElse("");
    }

    private static String name(FlowNode node) {
        ThreadNameAction branch = node.getAction(ThreadNameAction.class);
        LabelAction stage = node.getAction(LabelAction.class);
        return branch != null ? branch.getThreadName() : stage != null ? stage.getDisplayName() : null;
    }
}
