package org.jenkinsci.plugins.workflow.actions;

import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class ArgumentsAction implements PersistentAction {
    public static String getStepArgumentsAsString(FlowNode n) {
        throw new UnsupportedOperationException("signature only");
    }
}
