package io.jenkins.plugins.stagedflow.scan;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What earlier scans found: since when a finding is there, which findings a base line holds, and how many there were.
 *
 * @param baseline the scan whose findings let nothing fail, if there is one
 * @param results all earlier scans that are known
 */
record Earlier(Optional<ScanResult> baseline, List<ScanResult> results) {
    private static final int MOST_POINTS = 60;

    /** Returns that nothing is known. */
    static Earlier nothing() {
        return new Earlier(Optional.empty(), List.of());
    }

    /** Returns the findings of an image, each with its image, since when it is there, and whether the base line has it. */
    List<Finding> compared(String image, List<Finding> findings, String now) {
        Map<FindingKey, String> times = firstSeen(image);
        Map<FindingKey, Integer> known = known(image);
        List<Finding> compared = new ArrayList<>();
        for (Finding finding : findings) {
            FindingKey key = FindingKey.over(finding);
            FindingBuilder copy = finding.with().inImage(image).firstSeen(times.getOrDefault(key, now));
            // A second one of the same name is new: a further key in a file that had one already.
            if (finding.status() == FindingStatus.OPEN && known.merge(key, -1, Integer::sum) >= 0) {
                copy.status(FindingStatus.KNOWN, "", "");
            }
            compared.add(copy.build());
        }
        return List.copyOf(compared);
    }

    /** Returns how many findings the earlier scans had, the oldest first, at most the last sixty. */
    List<TrendPoint> trend() {
        Map<Instant, TrendPoint> points = new TreeMap<>();
        for (ScanResult result : all()) {
            result.earlier().forEach(point -> add(points, point));
            add(points, TrendPoint.of(result));
        }
        List<TrendPoint> trend = List.copyOf(points.values());
        return trend.subList(Math.max(0, trend.size() - MOST_POINTS), trend.size());
    }

    // A time that cannot be read has no place on the line.
    private static void add(Map<Instant, TrendPoint> points, TrendPoint point) {
        try {
            points.put(Instant.parse(point.scannedAt()), point);
        } catch (DateTimeParseException e) {
            return;
        }
    }

    private Map<FindingKey, String> firstSeen(String image) {
        Map<FindingKey, String> times = new HashMap<>();
        for (ScanResult result : all()) {
            for (Finding finding : findings(result, image, true)) {
                String time = finding.firstSeen().isEmpty() ? result.scannedAt() : finding.firstSeen();
                if (!time.isEmpty()) {
                    times.merge(FindingKey.over(finding), time, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                }
            }
        }
        return times;
    }

    private Map<FindingKey, Integer> known(String image) {
        Map<FindingKey, Integer> known = new HashMap<>();
        baseline.map(result -> findings(result, image, false))
                .ifPresent(list -> list.forEach(finding -> known.merge(FindingKey.over(finding), 1, Integer::sum)));
        return known;
    }

    private List<ScanResult> all() {
        List<ScanResult> all = new ArrayList<>(results);
        baseline.ifPresent(all::add);
        return all;
    }

    private static List<Finding> findings(ScanResult result, String image, boolean hiddenToo) {
        return result.images().stream()
                .filter(scan -> scan.name().equals(image))
                .flatMap(scan -> Stream.concat(
                        scan.findings().stream(), hiddenToo ? scan.ignoredFindings().stream() : Stream.empty()))
                .toList();
    }
}
