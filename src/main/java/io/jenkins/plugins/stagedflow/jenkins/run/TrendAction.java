package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The trend of findings on the page of a job. */
public final class TrendAction implements Action {
    private static final int MOST_BARS = 20;
    private static final int MOST_VISITED = 50;

    private final Job<?, ?> job;

    TrendAction(Job<?, ?> job) {
        this.job = job;
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return null;
    }

    @CheckForNull
    @Override
    public String getDisplayName() {
        return null;
    }

    @CheckForNull
    @Override
    public String getUrlName() {
        return null;
    }

    /** Returns the chart of the latest runs that scanned something; nothing if there are fewer than two. */
    @CheckForNull
    public TrendChart getChart() {
        List<TrendChart.Point> points = new ArrayList<>();
        Run<?, ?> run = job.getLastCompletedBuild();
        for (int visited = 0; run != null && visited < MOST_VISITED && points.size() < MOST_BARS; visited++) {
            FlowAction flow = run.getAction(FlowAction.class);
            Counts counts = flow == null ? null : flow.counts();
            if (counts != null) {
                points.add(new TrendChart.Point(run.getNumber(), run.getDisplayName(), counts));
            }
            run = run.getPreviousBuild();
        }
        Collections.reverse(points);
        return points.size() < 2 ? null : new TrendChart(points);
    }
}
