package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many findings a scan had, each counted once however many images have it.
 *
 * @param scannedAt when, as in 2026-11-25T10:00:00Z
 * @param counts severity to number of findings, the worst first; severities without a finding are missing
 */
public record TrendPoint(String scannedAt, Map<String, Integer> counts) implements Serializable {
    /** Copies the map. */
    public TrendPoint {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /** Returns the point of a scan. */
    public static TrendPoint of(ScanResult result) {
        return new TrendPoint(result.scannedAt(), MergedFindings.of(result).counts());
    }

    /** Returns how many findings there were of a severity. */
    public int count(String severity) {
        return counts.getOrDefault(severity, 0);
    }

    /** Returns how many findings there were. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
