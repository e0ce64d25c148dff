package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.List;

/**
 * By which rules a scan passed or failed, for reports.
 *
 * @param severity the severities that count, the worst first
 * @param ignoreUnfixed whether vulnerabilities that no version mends were left out
 * @param failOnFindings whether findings make the scan fail
 * @param maxCritical how many CRITICAL findings an image may have
 * @param maxHigh how many HIGH findings an image may have
 * @param baseline the base line, empty if there was none
 */
public record ScanPolicy(
        List<String> severity,
        boolean ignoreUnfixed,
        boolean failOnFindings,
        int maxCritical,
        int maxHigh,
        String baseline)
        implements Serializable {
    /** Copies the list. */
    public ScanPolicy {
        severity = List.copyOf(severity);
    }

    /** Returns that nothing is known of the rules. */
    public static ScanPolicy unknown() {
        return new ScanPolicy(List.of(), false, true, 0, 0, "");
    }

    static ScanPolicy of(ScanRequest request) {
        return new ScanPolicy(
                Severity.worstFirst(request.severity()),
                request.ignoreUnfixed(),
                request.failOnFindings(),
                request.gate().maxCritical(),
                request.gate().maxHigh(),
                request.gate().baseline());
    }

    /** Returns the rules in one sentence; an empty text if they are not known. */
    public String sentence() {
        if (severity.isEmpty()) {
            return "";
        }
        return (failOnFindings ? "An image fails with " : "Findings do not fail this scan; an image passes without ")
                + "findings of "
                + String.join(", ", severity)
                + (ignoreUnfixed ? " that a version mends" : "")
                + limits()
                + (baseline.isEmpty() ? "" : ", beside those of the base line")
                + ".";
    }

    private String limits() {
        String critical = maxCritical > 0 ? maxCritical + " CRITICAL" : "";
        String high = maxHigh > 0 ? maxHigh + " HIGH" : "";
        String both = critical + (critical.isEmpty() || high.isEmpty() ? "" : " and ") + high;
        return both.isEmpty() ? "" : ", more than " + both;
    }
}
