package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Workspace;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.util.HashMap;
import java.util.Map;

/** {@code node}: a workspace for a block. Whatever the label, it is on this machine. */
final class NodeStep implements Step {
    private final Workspaces workspaces;
    private final Map<String, String> machine;

    NodeStep(Workspaces workspaces, Map<String, String> machine) {
        this.workspaces = workspaces;
        this.machine = machine;
    }

    @Override
    public Signature signature() {
        return Signature.of("node").sole("label").withBlock();
    }

    @Override
    public void start(StepCall call) {
        String label = call.arguments().text("label", "");
        Workspace workspace = workspaces.allocate(label);
        call.context().note("Running on this machine in " + workspace.directory());
        call.runBody(inside(call.context(), workspace), outcome -> release(call, workspace, outcome));
    }

    private void release(StepCall call, Workspace workspace, Outcome outcome) {
        workspaces.release(workspace);
        call.complete(outcome);
    }

    private Context inside(Context context, Workspace workspace) {
        Map<String, String> variables = new HashMap<>(machine);
        variables.put("NODE_NAME", workspace.node());
        variables.put("NODE_LABELS", (workspace.node() + " " + workspace.labels()).strip());
        variables.put("EXECUTOR_NUMBER", Integer.toString(workspace.executor()));
        variables.put("WORKSPACE", workspace.directory().toString());
        variables.put("WORKSPACE_TMP", workspace.temporary().toString());
        return context.on(workspace, variables);
    }
}
