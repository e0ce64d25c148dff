package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;

/**
 * What is written into a tag.
 *
 * @param tagger who creates it
 * @param message the message; empty for "Release" and the version
 * @param epochSecond when
 */
record TagText(Tagger tagger, String message, long epochSecond) implements Serializable {
    /** Returns the message of a version's tag, as git wants it: ending with a line break. */
    String messageOf(CalendarVersion version) {
        return (message.isBlank() ? "Release " + version : message.strip()) + "\n";
    }
}
