package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;
import java.util.List;

/**
 * A release.
 *
 * @param version the calendar version
 * @param commit full SHA of the released commit
 * @param tag the tag of the remote that marks the commit
 * @param images the images in the order of the request
 * @param releaseUrl page of the release on GitHub; empty if there is none
 * @param existing whether the commit had that version before; then this run completed what was missing
 * @param dryRun whether nothing was changed and all of this is only what would be
 * @param seconds how long it took
 */
public record CalverReleaseResult(
        String version,
        String commit,
        String tag,
        List<ReleasedImage> images,
        String releaseUrl,
        boolean existing,
        boolean dryRun,
        double seconds)
        implements Serializable {
    /** Copies the list. */
    public CalverReleaseResult {
        images = List.copyOf(images);
    }

    /**
     * An image of a release.
     *
     * @param name how the request calls it
     * @param reference where it is, by the tag of the version
     * @param digest what the tag holds
     */
    public record ReleasedImage(String name, String reference, String digest) implements Serializable {}
}
