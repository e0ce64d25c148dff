package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * The same finding in one image or several: one row of a report, with a mark for each image.
 *
 * @param finding the finding as the first image has it
 * @param marks the images that have it, in the order of the scan
 * @param isOpen whether it counts in at least one of them
 * @param firstSeen when a scan saw it for the first time in any of them; empty if that is not known
 */
public record MergedFinding(Finding finding, List<Mark> marks, boolean isOpen, String firstSeen)
        implements Serializable {
    /** The worst first, then what counts, then by what it is about. */
    static final Comparator<MergedFinding> WORST_FIRST = Comparator.comparing(
                    (MergedFinding merged) -> merged.finding().severity())
            .thenComparing(MergedFinding::isOpen)
            .reversed()
            .thenComparing(merged -> FindingKey.across(merged.finding()), FindingKey.ORDER);

    /** Copies the list. */
    public MergedFinding {
        marks = List.copyOf(marks);
    }

    static MergedFinding of(List<Finding> same) {
        List<Mark> marks = same.stream()
                .map(finding -> new Mark(finding.image(), finding.status().word(), finding.place()))
                .distinct()
                .toList();
        boolean open = same.stream().anyMatch(finding -> finding.status() == FindingStatus.OPEN);
        String first = same.stream()
                .map(Finding::firstSeen)
                .filter(time -> !time.isEmpty())
                .min(Comparator.naturalOrder())
                .orElse("");
        return new MergedFinding(same.get(0), marks, open, first);
    }

    /** Returns the names of the images that have it. */
    public List<String> images() {
        return marks.stream().map(Mark::image).distinct().toList();
    }

    /** Returns the severity as text, for pages. */
    public String severity() {
        return finding.severity().name();
    }

    /**
     * One image that has a finding.
     *
     * @param image how the scan calls it
     * @param status open, in the base line, ignored, not affected or fixed
     * @param place the file, or what else tells where to look
     */
    public record Mark(String image, String status, String place) implements Serializable {}
}
