package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tag that had been moved and was to be put back.
 *
 * @param tag as registry/path:tag
 * @param digestBefore what it held before it was moved, empty if it was absent
 * @param restored whether it is as it was before
 * @param reason why it is not, empty if it is
 */
public record RestoredTag(String tag, String digestBefore, boolean restored, String reason) implements Serializable {
    /** Returns what became of the tags as one phrase for the end of a message, empty if there are none. */
    public static String summary(List<RestoredTag> tags) {
        return tags.stream().map(RestoredTag::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        if (restored) {
            return tag + (digestBefore.isEmpty() ? " was taken away again" : " was put back to " + digestBefore);
        }
        String wanted =
                digestBefore.isEmpty() ? "could not be taken away again" : "could not be put back to " + digestBefore;
        return "%s %s (%s)".formatted(tag, wanted, reason);
    }
}
