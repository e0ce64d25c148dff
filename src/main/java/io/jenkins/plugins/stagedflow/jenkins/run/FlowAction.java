package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;

/** What the steps of a run did, as it is stored with the run: plain, and bounded whatever the run did. */
public final class FlowAction implements RunAction2, StaplerProxy {
    private volatile ArrayList<StepSummary> steps = new ArrayList<>();
    private int left;

    @CheckForNull
    private transient Run<?, ?> run;

    /** Adds a step; one that was run again after a restart takes the place of the first. */
    synchronized void add(StepSummary step) {
        ArrayList<StepSummary> changed = new ArrayList<>(steps);
        changed.removeIf(earlier -> earlier.getNode().equals(step.getNode()));
        if (changed.size() >= Limits.MOST_STEPS) {
            left++;
        } else {
            changed.add(limited(step, changed));
            // Whoever reads or stores the list meanwhile has one that does not change.
            steps = changed;
        }
    }

    private static StepSummary limited(StepSummary step, List<StepSummary> others) {
        if (!(step.getDetail() instanceof ScanDetail scan)) {
            return step;
        }
        int kept = details(others, ScanDetail.class)
                .mapToInt(other -> other.getFindings().size())
                .sum();
        return step.with(scan.limited(Math.max(0, Limits.MOST_FINDINGS_OF_RUN - kept)));
    }

    /** Returns the steps in the order in which they ended. */
    List<StepSummary> steps() {
        return List.copyOf(steps);
    }

    /** Returns how many more steps there were. */
    synchronized int left() {
        return left;
    }

    /** Returns how many findings all scans had together; nothing if none was made. */
    @CheckForNull
    Counts counts() {
        return details(steps, ScanDetail.class)
                .map(ScanDetail::getCounts)
                .reduce(Counts::plus)
                .orElse(null);
    }

    static <D extends Detail> Stream<D> details(List<StepSummary> steps, Class<D> kind) {
        return steps.stream()
                .map(StepSummary::getDetail)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** Returns the page, which is the same wherever it is linked from. */
    @CheckForNull
    @Override
    public Object getTarget() {
        return run == null ? null : new FlowTab(run, this);
    }

    @Override
    public String getIconFileName() {
        return FlowTab.ICON;
    }

    @Override
    public String getDisplayName() {
        return FlowTab.TITLE;
    }

    @Override
    public String getUrlName() {
        return FlowTab.URL;
    }
}
