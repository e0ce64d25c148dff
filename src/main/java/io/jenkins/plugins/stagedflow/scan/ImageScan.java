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
 * @param passed whether it was scanned and nothing was found
 * @param error why it could not be scanned; empty if it was
 * @param counts severity to number of findings, the worst first; severities without a finding are missing
 * @param findings the findings of the severities asked for
 * @param ignored how many findings the ignore file hid
 * @param sarif the SARIF report on the host; empty if the image could not be scanned
 * @param json Trivy's whole report on the host; empty if the image could not be scanned
 * @param seconds how long the scan took
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
        double seconds)
        implements Serializable {
    /** Copies the lists. */
    public ImageScan {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
    }

    static ImageScan failed(String name, String reference, String error) {
        return new ImageScan(name, reference, "", false, error, Map.of(), List.of(), 0, "", "", 0);
    }

    /** Returns how the scan ended in one line: the counts, or why there are none. */
    public String summary() {
        if (!error.isEmpty()) {
            return "could not be scanned: " + error;
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((severity, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(severity));
        return text.isEmpty() ? "nothing found" : text.toString();
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
