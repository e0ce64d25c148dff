package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;

/**
 * A database that a scan compared with.
 *
 * @param name vulnerability or Java
 * @param updatedAt when it was made, such as 2026-11-25T06:12:00Z
 * @param ageHours how long ago that was when the scan began
 * @param source where it came from: repositories, or a directory
 */
public record DatabaseInfo(String name, String updatedAt, double ageHours, String source) implements Serializable {
    private static final int HOURS = 48;

    /** Returns the database and its age in one line. */
    public String summary() {
        String age = ageHours < HOURS
                ? "%.0f hours".formatted(ageHours)
                : "%.0f days".formatted(Math.floor(ageHours / (HOURS / 2)));
        return name + " database of " + updatedAt + ", " + age + " old, from " + source;
    }
}
