package io.jenkins.plugins.stagedflow.github;

import java.io.Serializable;
import java.util.List;

/**
 * What a release is to be.
 *
 * @param tag the tag of git, which is there already; also the title
 * @param commit full SHA of what the tag marks
 * @param body text above the generated notes, in Markdown
 * @param generateNotes whether GitHub lists what was merged since the previous release
 * @param draft whether only those who may write see it
 * @param preRelease whether it is marked as not ready for production
 * @param assets absolute paths of files on the host that go with it
 */
public record ReleaseContent(
        String tag,
        String commit,
        String body,
        boolean generateNotes,
        boolean draft,
        boolean preRelease,
        List<String> assets)
        implements Serializable {
    /** Copies the list. */
    public ReleaseContent {
        assets = List.copyOf(assets);
    }
}
