package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.scan.Finding;
import io.jenkins.plugins.stagedflow.scan.MergedFinding;
import java.net.URI;
import java.util.Locale;

/** A finding with the images that have it. */
public final class FindingRow {
    private final String id;
    private final String severity;
    private final String images;
    private final String where;
    private final String installed;
    private final String fixed;
    private final String title;
    private final String url;
    private final boolean open;

    FindingRow(MergedFinding merged) {
        Finding finding = merged.finding();
        id = Limits.text(finding.id());
        severity = merged.severity();
        images = Limits.text(String.join(", ", merged.images()));
        where = Limits.text(finding.packageName().isEmpty() ? finding.target() : finding.packageName());
        installed = Limits.text(finding.installedVersion());
        fixed = Limits.text(finding.fixedVersion());
        title = Limits.text(finding.title());
        url = isWeb(finding.url()) ? Limits.text(finding.url()) : "";
        open = merged.isOpen();
    }

    /** Returns the advisory, rule, check or licence. */
    public String getId() {
        return id;
    }

    /** Returns how bad it is. */
    public String getSeverity() {
        return severity;
    }

    /** Returns the severity as the name of a style. */
    public String getStyle() {
        return severity.toLowerCase(Locale.ROOT);
    }

    /** Returns the images that have it. */
    public String getImages() {
        return images;
    }

    /** Returns the package, or the file. */
    public String getWhere() {
        return where;
    }

    /** Returns the version in the image. */
    public String getInstalled() {
        return installed;
    }

    /** Returns the versions that mend it. */
    public String getFixed() {
        return fixed;
    }

    /** Returns one line about it. */
    public String getTitle() {
        return title;
    }

    /** Returns where to read more on the web, or an empty text. */
    public String getUrl() {
        return url;
    }

    /** Returns whether it counts; else it is in the base line. */
    public boolean isOpen() {
        return open;
    }

    // What a database or an image names may be anything, and a link must lead nowhere but to the web.
    private static boolean isWeb(String text) {
        try {
            String scheme = URI.create(text).getScheme();
            return "https".equals(scheme) || "http".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
