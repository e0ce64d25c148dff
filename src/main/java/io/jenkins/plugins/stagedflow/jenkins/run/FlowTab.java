package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.management.Badge;
import jenkins.model.Tab;

/** The page "Staged Flow" of a run, its box on the page of the build, and its card where builds have cards. */
public final class FlowTab extends Tab {
    /** What the page is called in addresses. */
    static final String URL = "staged-flow";

    static final String TITLE = "Staged Flow";
    static final String ICON = "symbol-build-steps";

    private final transient Run<?, ?> run;
    private final transient List<StepSummary> steps;
    private final transient int left;

    FlowTab(Run<?, ?> run, FlowAction flow) {
        super(run);
        this.run = run;
        steps = flow.steps();
        left = flow.left();
    }

    @Override
    public String getIconFileName() {
        return ICON;
    }

    @Override
    public String getDisplayName() {
        return TITLE;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Returns how many findings there are, for the tab. */
    @CheckForNull
    @Override
    public Badge getBadge() {
        Counts counts = getCounts();
        if (counts == null || counts.getTotal() == 0) {
            return null;
        }
        boolean bad = counts.getCritical() + counts.getHigh() > 0;
        return new Badge(
                Integer.toString(counts.getTotal()),
                counts.toString(),
                bad ? Badge.Severity.DANGER : Badge.Severity.WARNING);
    }

    /** Returns the steps. */
    public List<StepSummary> getSteps() {
        return steps;
    }

    /** Returns how many more steps there were than are kept. */
    public int getLeft() {
        return left;
    }

    /** Returns how many findings all scans had together; nothing if none was made. */
    @CheckForNull
    public Counts getCounts() {
        return FlowAction.details(steps, ScanDetail.class)
                .map(ScanDetail::getCounts)
                .reduce(Counts::plus)
                .orElse(null);
    }

    /** Returns what was pushed. */
    public List<PushDetail> getPushes() {
        return FlowAction.details(steps, PushDetail.class).toList();
    }

    /** Returns what was scanned. */
    public List<ScanDetail> getScans() {
        return FlowAction.details(steps, ScanDetail.class).toList();
    }

    /** Returns what was promoted. */
    public List<PromotionDetail> getPromotions() {
        return FlowAction.details(steps, PromotionDetail.class).toList();
    }

    /** Returns what was released. */
    public List<ReleaseDetail> getReleases() {
        return FlowAction.details(steps, ReleaseDetail.class).toList();
    }

    /** Returns what was deployed. */
    public List<DeploymentDetail> getDeployments() {
        return FlowAction.details(steps, DeploymentDetail.class).toList();
    }

    /** Returns how many images were pushed. */
    public long getPushed() {
        return getPushes().stream()
                .flatMap(push -> push.getImages().stream())
                .filter(image -> !image.getDigest().isEmpty())
                .count();
    }

    /** Returns the artifacts of the steps, path to address within the run, if the reader may have them. */
    public Map<String, String> getArtifacts() {
        Map<String, String> artifacts = new TreeMap<>();
        if (Artifacts.mayRead(run)) {
            List<String> paths = new ArrayList<>();
            steps.forEach(step -> paths.addAll(step.getArtifacts()));
            paths.forEach(path -> artifacts.put(path, "artifact/" + encoded(path)));
        }
        return artifacts;
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
