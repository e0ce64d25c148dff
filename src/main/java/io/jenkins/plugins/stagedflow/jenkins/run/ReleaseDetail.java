package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import java.util.ArrayList;
import java.util.List;

/** A version that was released. */
public final class ReleaseDetail extends Detail {
    private final String version;
    private final String commit;
    private final String tag;
    private final String url;
    private final boolean existing;
    private final boolean dryRun;
    private final ArrayList<ImageRow> images;

    ReleaseDetail(CalverReleaseResult result) {
        version = Limits.text(result.version());
        commit = Limits.text(result.commit());
        tag = Limits.text(result.tag());
        url = result.releaseUrl().matches("https?://.*") ? Limits.text(result.releaseUrl()) : "";
        existing = result.existing();
        dryRun = result.dryRun();
        images = Limits.first(
                Limits.MOST_PARTS,
                result.images(),
                image -> new ImageRow(image.name(), image.reference(), image.digest(), 0, 0, ""));
    }

    /** Returns the version. */
    public String getVersion() {
        return version;
    }

    /** Returns the commit. */
    public String getCommit() {
        return commit;
    }

    /** Returns the tag that marks it. */
    public String getTag() {
        return tag;
    }

    /** Returns the page of the release on the web, or an empty text. */
    public String getUrl() {
        return url;
    }

    /** Returns whether the commit had that version before. */
    public boolean isExisting() {
        return existing;
    }

    /** Returns whether nothing was changed. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Returns the images. */
    public List<ImageRow> getImages() {
        return images;
    }
}
