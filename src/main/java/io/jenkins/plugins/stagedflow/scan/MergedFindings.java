package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The findings of several images, each one once: what pages and tables show. Made from a {@link ScanResult}, or from what
 * is left of one as JSON or as plain maps by {@link ScanJson}; all parts are texts, numbers, lists and maps.
 *
 * @param rows what counts or is in the base line, the worst first
 * @param hidden what ignore files and VEX documents hid, the worst first
 */
public record MergedFindings(List<MergedFinding> rows, List<MergedFinding> hidden) implements Serializable {
    /** Copies the lists. */
    public MergedFindings {
        rows = List.copyOf(rows);
        hidden = List.copyOf(hidden);
    }

    /** Returns the findings of all images of a scan. */
    public static MergedFindings of(ScanResult result) {
        return new MergedFindings(
                merged(result.images(), ImageScan::findings), merged(result.images(), ImageScan::ignoredFindings));
    }

    /** Returns severity to number of rows, the worst first; severities without one are missing. */
    public Map<String, Integer> counts() {
        return ImageScan.counted(rows.stream().map(MergedFinding::finding).toList());
    }

    /** Returns how many rows are not in the base line. */
    public int open() {
        return (int) rows.stream().filter(MergedFinding::isOpen).count();
    }

    /** Returns what to upgrade so that rows go away, what takes most and worst away first. */
    public List<Upgrade> upgrades() {
        return Upgrades.of(rows);
    }

    private static List<MergedFinding> merged(List<ImageScan> images, Function<ImageScan, List<Finding>> part) {
        Map<FindingKey, List<Finding>> same = new LinkedHashMap<>();
        images.stream()
                .map(image -> named(image.name(), part.apply(image)))
                .flatMap(Collection::stream)
                .forEach(finding -> same.computeIfAbsent(FindingKey.across(finding), key -> new ArrayList<>())
                        .add(finding));
        return same.values().stream()
                .map(MergedFinding::of)
                .sorted(MergedFinding.WORST_FIRST)
                .toList();
    }

    // A result of an earlier version does not tell the image with each finding.
    private static List<Finding> named(String image, List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.image().isEmpty()
                        ? finding.with().inImage(image).build()
                        : finding)
                .toList();
    }
}
