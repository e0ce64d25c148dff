package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;

/**
 * A version that is taken: its tag is on the remote.
 *
 * @param version the version, also the name of the tag
 * @param commit full SHA of the commit it marks
 * @param address where the remote is
 * @param tagObject id of the tag object this run created; empty if it created none
 * @param existing whether the commit had the version before
 */
record Reservation(CalendarVersion version, String commit, String address, String tagObject, boolean existing)
        implements Serializable {
    /** Returns whether this run created the tag, so that it may take it back. */
    boolean isOurs() {
        return !tagObject.isEmpty();
    }
}
