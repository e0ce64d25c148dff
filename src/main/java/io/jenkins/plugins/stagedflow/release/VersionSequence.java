package io.jenkins.plugins.stagedflow.release;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions of one month, as the tags of a remote have them. Tags that are no version of that month do not count.
 *
 * @param month year and month
 * @param tags all tags that were read
 */
record VersionSequence(YearMonth month, List<TaggedCommit> tags) {
    VersionSequence {
        tags = List.copyOf(tags);
    }

    /** Returns the version above the highest of the month, or the first one. */
    CalendarVersion next() {
        return versions(tags.stream())
                .max(Comparator.naturalOrder())
                .map(CalendarVersion::next)
                .orElseGet(() -> CalendarVersion.first(month));
    }

    /** Returns the highest version of the month that marks the commit. */
    Optional<CalendarVersion> of(String commit) {
        return versions(tags.stream().filter(tag -> tag.commit().equals(commit)))
                .max(Comparator.naturalOrder());
    }

    /** Returns whether the month has that version. */
    boolean contains(CalendarVersion version) {
        return versions(tags.stream()).anyMatch(version::equals);
    }

    private Stream<CalendarVersion> versions(Stream<TaggedCommit> some) {
        return some.map(TaggedCommit::name)
                .map(CalendarVersion::parse)
                .flatMap(Optional::stream)
                .filter(version -> version.month().equals(month));
    }
}
