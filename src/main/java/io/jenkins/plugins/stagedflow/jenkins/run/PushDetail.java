package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.push.PushResult;
import java.util.ArrayList;
import java.util.List;

/** What was pushed. */
public final class PushDetail extends Detail {
    private final boolean skipped;
    private final String tag;
    private final ArrayList<ImageRow> images;

    PushDetail(PushResult result) {
        skipped = result.skipped();
        tag = Limits.text(result.tag());
        images = Limits.first(
                Limits.MOST_PARTS,
                List.copyOf(result.images().entrySet()),
                image -> new ImageRow(
                        image.getKey(),
                        image.getValue().reference(),
                        image.getValue().digest(),
                        image.getValue().bytes(),
                        image.getValue().seconds(),
                        image.getValue().reason()));
    }

    /** Returns whether nothing was pushed because the change comes from a fork. */
    public boolean isSkipped() {
        return skipped;
    }

    /** Returns the tag at the registry. */
    public String getTag() {
        return tag;
    }

    /** Returns the images. */
    public List<ImageRow> getImages() {
        return images;
    }
}
