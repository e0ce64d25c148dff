package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;

public abstract class FlowNode extends Actionable implements Saveable {
    public String getId() {
        throw new UnsupportedOperationException("signature only");
    }

    public Iterable<BlockStartNode> iterateEnclosingBlocks() {
        throw new UnsupportedOperationException("signature only");
    }

    public final <T extends Action> T getPersistentAction(Class<T> type) {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException("signature only");
    }
}
