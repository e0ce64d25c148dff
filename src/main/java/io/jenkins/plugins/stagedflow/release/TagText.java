package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.TagObject;
import java.io.Serializable;
import java.time.Instant;
import java.util.TreeMap;

/**
 * What is written into the tag of a version.
 *
 * @param tagger who creates it
 * @param message its first part; empty for "Release" and the version
 * @param when when
 * @param images repository to digest of what is released
 * @param run names the run that creates the tag, as nothing else is named
 */
record TagText(Tagger tagger, String message, Instant when, TreeMap<String, String> images, String run)
        implements Serializable {
    TagText {
        images = new TreeMap<>(images);
    }

    /** Returns the tag of a version. */
    TagObject tag(CalendarVersion version, String commit) {
        return tag(version, commit, new TagRecord(images, run, false, when));
    }

    /**
     * Returns the tag that says of a version that it is being taken back, since now: by that others tell whether this run
     * may still be at it.
     */
    TagObject withdrawn(CalendarVersion version, String commit, Instant now) {
        return new TagText(tagger, message, now, images, run)
                .tag(version, commit, new TagRecord(images, run, true, now));
    }

    /** Returns the tag by which this run takes a version over: what is released stays as it was written down. */
    TagObject takenOver(Reservation version) {
        return tag(version.version(), version.commit(), new TagRecord(version.images(), run, false, when));
    }

    /** Returns the tag by which this run leaves a version that it could not take back to whoever completes it. */
    TagObject left(Reservation version) {
        return tag(version.version(), version.commit(), new TagRecord(version.images(), "", false, when));
    }

    private TagObject tag(CalendarVersion version, String commit, TagRecord record) {
        String first = message.isBlank() ? "Release " + version : message.strip();
        return TagObject.of(
                version.toString(), commit, tagger.name(), tagger.email(), when, first + "\n\n" + record.trailers());
    }
}
