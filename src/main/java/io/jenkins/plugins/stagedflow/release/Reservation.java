package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * A version that is taken: its tag is on the remote.
 *
 * @param version the version, also the name of the tag
 * @param commit full SHA of the commit it marks
 * @param tagObject id of what the tag is
 * @param existing whether the commit had the version before this run
 * @param images repository to digest of what belongs to the version, as far as its tag keeps it
 * @param contested whether the run that created the tag may still be at work
 */
record Reservation(
        CalendarVersion version,
        String commit,
        String tagObject,
        boolean existing,
        TreeMap<String, String> images,
        boolean contested)
        implements Serializable {
    /** Returns this version with another object as its tag. */
    Reservation with(String object) {
        return new Reservation(version, commit, object, existing, images, false);
    }
}
