package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.RemoteRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions of a period, as the tags of a remote have them. Tags that are no version of that period do not count.
 *
 * @param prefix what the versions of the period begin with
 * @param tags all tags that were read
 */
record VersionSequence(String prefix, List<RemoteRef> tags) {
    private static final String TAGS = "refs/tags/";

    VersionSequence {
        tags = List.copyOf(tags);
    }

    /** Returns the version above the highest of the period, or the first one. */
    CalendarVersion next() {
        return versions(tags.stream())
                .max(Comparator.naturalOrder())
                .map(CalendarVersion::next)
                .orElseGet(() -> CalendarVersion.first(prefix));
    }

    /** Returns the highest version of the period that marks the commit. */
    Optional<CalendarVersion> of(String commit) {
        return versions(tags.stream().filter(tag -> tag.commit().equals(commit)))
                .max(Comparator.naturalOrder());
    }

    /** Returns the tag of a version. */
    Optional<RemoteRef> tag(CalendarVersion version) {
        return tags.stream().filter(tag -> tag.name().equals(TAGS + version)).findFirst();
    }

    private Stream<CalendarVersion> versions(Stream<RemoteRef> some) {
        return some.map(tag -> tag.name().substring(TAGS.length()))
                .flatMap(name -> CalendarVersion.parse(prefix, name).stream());
    }
}
