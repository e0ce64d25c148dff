package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.util.List;
import java.util.Set;

/**
 * What lets findings through. Without it every finding that counts makes its image fail.
 *
 * @param maxCritical how many CRITICAL findings an image may have
 * @param maxHigh how many HIGH findings an image may have
 * @param baseline the JSON of an earlier scan, a file of the host: what it found lets nothing fail; empty for none
 * @param earlier further results of earlier scans, files of the host, for the trend and since when a finding is there
 */
public record Gate(int maxCritical, int maxHigh, String baseline, List<String> earlier) {
    private static final int MOST = 100_000;

    /** Copies the lists and checks the values; errors name the field. */
    public Gate {
        Require.between("maxCritical", maxCritical, 0, MOST);
        Require.between("maxHigh", maxHigh, 0, MOST);
        earlier = files("earlier", earlier);
        if (!baseline.isEmpty()) {
            Require.text("baseline", baseline);
        }
    }

    /** Returns a gate that lets no finding through. */
    public static Gate closed() {
        return new Gate(0, 0, "", List.of());
    }

    /** Returns how many findings of a severity an image may have beside those of the base line. */
    public int limit(Severity severity) {
        return switch (severity) {
            case CRITICAL -> maxCritical;
            case HIGH -> maxHigh;
            default -> 0;
        };
    }

    /** Requires that limits are set for severities that count only. */
    void require(Set<Severity> counting) {
        for (Severity severity : List.of(Severity.CRITICAL, Severity.HIGH)) {
            if (limit(severity) > 0 && !counting.contains(severity)) {
                String field = severity == Severity.HIGH ? "maxHigh" : "maxCritical";
                throw new InvalidRequestException(
                        field, limit(severity), severity + " among the severities that count");
            }
        }
    }

    /** Returns whether an image with these findings may pass. */
    boolean passes(List<Finding> findings) {
        for (Severity severity : Severity.values()) {
            long open = findings.stream()
                    .filter(finding -> finding.status() == FindingStatus.OPEN && finding.severity() == severity)
                    .count();
            if (open > limit(severity)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> files(String field, List<String> files) {
        files.forEach(file -> Require.text(field, file));
        return Require.noneTwice(field, files);
    }
}
