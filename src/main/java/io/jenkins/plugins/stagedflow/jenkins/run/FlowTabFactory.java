package io.jenkins.plugins.stagedflow.jenkins.run;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;

/** Gives the page to the runs in which there is something to show. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@SuppressWarnings("rawtypes")
public final class FlowTabFactory extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return FlowTab.class;
    }

    @Override
    public Collection<? extends Action> createFor(Run target) {
        Run<?, ?> run = target;
        FlowAction flow = run.getAction(FlowAction.class);
        return flow == null || flow.steps().isEmpty() ? List.of() : List.of(new FlowTab(run, flow));
    }
}
