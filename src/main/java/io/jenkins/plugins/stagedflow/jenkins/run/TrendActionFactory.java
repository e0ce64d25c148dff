package io.jenkins.plugins.stagedflow.jenkins.run;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.YesNoMaybe;
import jenkins.model.TransientActionFactory;

/** Gives the trend to all jobs; it shows itself where runs have scanned something. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@SuppressWarnings("rawtypes")
public final class TrendActionFactory extends TransientActionFactory<Job> {
    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return TrendAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job target) {
        return List.of(new TrendAction(target));
    }
}
