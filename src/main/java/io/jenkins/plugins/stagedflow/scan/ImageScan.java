package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scan of one image found, or why it could not be scanned.
 *
 * @param name how the request calls the image
 * @param reference what was scanned, by digest; as requested if its digest could not be found out
 * @param digest the digest of what was scanned; empty if the image could not be scanned
 * @param passed whether it was scanned and what was found is let through by the gate
 * @param error why it could not be scanned; empty if it was
 * @param counts severity to number of findings, the worst first; severities without a finding are missing
 * @param findings the findings of the severities asked for, those of the base line too
 * @param ignored how many findings of those severities ignore files and VEX documents hid
 * @param sarif the SARIF report on the host; empty if the image could not be scanned
 * @param json Trivy's whole report on the host; empty if the image could not be scanned
 * @param seconds how long the scan took
 * @param known how many of the findings are in the base line
 * @param ignoredFindings what ignore files and VEX documents hid
 */
public record ImageScan(
        String name,
        String reference,
        String digest,
        boolean passed,
        String error,
        Map<String, Integer> counts,
        List<Finding> findings,
        int ignored,
        String sarif,
        String json,
        double seconds,
        int known,
        List<Finding> ignoredFindings)
        implements Serializable {
    /** Copies the lists. */
    public ImageScan {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
        ignoredFindings = List.copyOf(ignoredFindings);
    }

    static ImageScan failed(String name, String reference, String error) {
        return new ImageScan(name, reference, "", false, error, Map.of(), List.of(), 0, "", "", 0, 0, List.of());
    }

    /** Returns how it ended: clean (the gate lets it through), findings, or error. */
    public String outcome() {
        return error.isEmpty() ? (passed ? "clean" : "findings") : "error";
    }

    /** Returns how the scan ended in one line: the counts, or why there are none. */
    public String summary() {
        if (!error.isEmpty()) {
            return "could not be scanned: " + error;
        }
        String open = text(counted(findings.stream()
                .filter(finding -> finding.status() != FindingStatus.KNOWN)
                .toList()));
        return (open.isEmpty() ? (known == 0 ? "nothing found" : "nothing new") : open)
                + (known == 0 ? "" : " beside " + known + " of the base line");
    }

    private static String text(Map<String, Integer> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((severity, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(severity));
        return text.toString();
    }

    static Map<String, Integer> counted(List<Finding> findings) {
        Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
        findings.forEach(finding -> bySeverity.merge(finding.severity(), 1, Integer::sum));
        Map<String, Integer> worstFirst = new LinkedHashMap<>();
        bySeverity.entrySet().stream()
                .sorted(Collections.reverseOrder(Map.Entry.comparingByKey()))
                .forEach(entry -> worstFirst.put(entry.getKey().name(), entry.getValue()));
        return worstFirst;
    }
}
