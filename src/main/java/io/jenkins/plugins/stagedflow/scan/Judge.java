package io.jenkins.plugins.stagedflow.scan;

import java.util.List;

/**
 * Tells which findings of a report count, and which of those were there before.
 *
 * @param request what counts
 * @param earlier what earlier scans found
 * @param now when this scan began
 */
record Judge(ScanRequest request, Earlier earlier, String now) {
    /** Returns the findings that count, those of the base line and those hidden that would count otherwise. */
    Findings counting(String image, Findings reported) {
        return new Findings(
                earlier.compared(image, counting(reported.found()), now),
                earlier.compared(image, counting(reported.hidden()), now));
    }

    /** Returns how many of the findings are in the base line. */
    static int known(List<Finding> findings) {
        return (int) findings.stream()
                .filter(finding -> finding.status() == FindingStatus.KNOWN)
                .count();
    }

    private List<Finding> counting(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> request.severity().contains(finding.severity()))
                .filter(finding -> !(request.ignoreUnfixed() && finding.isUnfixed()))
                .toList();
    }
}
