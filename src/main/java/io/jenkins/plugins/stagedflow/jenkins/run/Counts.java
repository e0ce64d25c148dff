package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.Map;

/** How many findings there are of each severity. */
public final class Counts {
    /** None at all. */
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    private final int critical;
    private final int high;
    private final int medium;
    private final int low;
    private final int unknown;

    private Counts(int critical, int high, int medium, int low, int unknown) {
        this.critical = critical;
        this.high = high;
        this.medium = medium;
        this.low = low;
        this.unknown = unknown;
    }

    static Counts of(Map<String, Integer> counts) {
        return new Counts(
                counts.getOrDefault("CRITICAL", 0),
                counts.getOrDefault("HIGH", 0),
                counts.getOrDefault("MEDIUM", 0),
                counts.getOrDefault("LOW", 0),
                counts.getOrDefault("UNKNOWN", 0));
    }

    Counts plus(Counts other) {
        return new Counts(
                critical + other.critical,
                high + other.high,
                medium + other.medium,
                low + other.low,
                unknown + other.unknown);
    }

    /** Returns how many are CRITICAL. */
    public int getCritical() {
        return critical;
    }

    /** Returns how many are HIGH. */
    public int getHigh() {
        return high;
    }

    /** Returns how many are MEDIUM. */
    public int getMedium() {
        return medium;
    }

    /** Returns how many are LOW. */
    public int getLow() {
        return low;
    }

    /** Returns how many nobody has rated. */
    public int getUnknown() {
        return unknown;
    }

    /** Returns how many there are. */
    public int getTotal() {
        return critical + high + medium + low + unknown;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        add(text, critical, "critical");
        add(text, high, "high");
        add(text, medium, "medium");
        add(text, low, "low");
        add(text, unknown, "unknown");
        return text.isEmpty() ? "no findings" : text.toString();
    }

    private static void add(StringBuilder text, int count, String severity) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(severity);
        }
    }
}
