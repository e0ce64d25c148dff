package io.jenkins.plugins.stagedflow.jenkins;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The stages and branches of a build that ended, with their results, as indented lines. */
final class StageTree {
    private final StringBuilder lines = new StringBuilder();
    private final List<FlowNode> named = new ArrayList<>();
    private final List<BlockEndNode<?>> ends = new ArrayList<>();

    private StageTree() {}

    static String of(WorkflowRun build) {
        StageTree tree = read(build);
        tree.add("", "");
        return tree.lines.toString();
    }

    /** Returns the stages that are in no other with the seconds they took, each a line: name, tab, seconds. */
    static String seconds(WorkflowRun build) {
        StageTree tree = read(build);
        for (FlowNode node : tree.named) {
            if (parentOf(node).isEmpty()) {
                tree.lines.append("%s\t%.1f%n".formatted(name(node), tree.secondsOf(node)));
            }
        }
        return tree.lines.toString();
    }

    private static StageTree read(WorkflowRun build) {
        StageTree tree = new StageTree();
        for (FlowNode node : new DepthFirstScanner().allNodes(build.getExecution())) {
            if (node instanceof BlockStartNode && name(node) != null) {
                tree.named.add(node);
            }
            if (node instanceof BlockEndNode<?> end) {
                tree.ends.add(end);
            }
        }
        tree.named.sort(Comparator.comparingInt(node -> Integer.parseInt(node.getId())));
        return tree;
    }

    /** Returns the stages and branches a step is in, and what it is called. */
    static String path(FlowNode step) {
        StringBuilder path = new StringBuilder();
        for (FlowNode block : step.getEnclosingBlocks()) {
            if (name(block) != null) {
                path.insert(0, name(block) + " > ");
            }
        }
        String own = name(step);
        return path + step.getDisplayFunctionName() + (own == null ? "" : " " + own);
    }

    private void add(String parent, String indent) {
        for (FlowNode node : named) {
            if (parent.equals(parentOf(node))) {
                lines.append(indent)
                        .append(name(node))
                        .append(' ')
                        .append(result(node))
                        .append('\n');
                add(node.getId(), indent + "  ");
            }
        }
    }

    private double secondsOf(FlowNode start) {
        return ends.stream()
                .filter(end -> end.getStartNode().equals(start))
                .mapToLong(end -> TimingAction.getStartTime(end) - TimingAction.getStartTime(start))
                .sum() / 1e3;
    }

    private Result result(FlowNode start) {
        return ends.stream()
                .filter(end -> end.getStartNode().equals(start))
                .map(end -> end.getAction(ErrorAction.class))
                .map(error -> error == null ? Result.SUCCESS : result(error.getError()))
                .findFirst()
                .orElse(Result.NOT_BUILT);
    }

    private static Result result(Throwable error) {
        return error instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
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
