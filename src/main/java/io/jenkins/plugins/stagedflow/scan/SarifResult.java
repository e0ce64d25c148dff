package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * One finding as a SARIF result.
 *
 * @param finding the finding
 * @param rule the place of its rule in the list of rules
 * @param compared whether the run was compared with a base line; then every result tells how it compares
 */
record SarifResult(Finding finding, int rule, boolean compared) {
    /** Fills the result. */
    void into(ObjectNode result) {
        result.put("ruleId", finding.id()).put("ruleIndex", rule);
        result.put("level", finding.severity().sarifLevel());
        result.putObject("message").put("text", finding.summary() + ": " + titled(finding));
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", relativeUri(finding.place()));
        physical.putObject("region").put("startLine", Math.max(1, finding.line()));
        if (!finding.packageName().isEmpty()) {
            String name = finding.packageName() + "@" + finding.installedVersion();
            location.putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", name)
                    .put("kind", "package");
        }
        if (compared) {
            result.put("baselineState", finding.status() == FindingStatus.KNOWN ? "unchanged" : "new");
        }
        if (finding.status().isHidden()) {
            suppress(result.putArray("suppressions").addObject().put("kind", "external"));
        }
    }

    /** Returns a line about a finding: its title or at least its id. */
    static String titled(Finding finding) {
        return finding.title().isEmpty() ? finding.id() : finding.title();
    }

    private void suppress(ObjectNode suppression) {
        String why = finding.why().isEmpty() ? "" : ": " + finding.why();
        suppression
                .put("status", "accepted")
                .put("justification", finding.status().word() + why);
    }

    // The path within the image, or what Trivy calls its packages; the constructor with several arguments encodes what
    // a URI cannot hold. What stands before a colon would be taken for a scheme.
    private static String relativeUri(String target) {
        try {
            String path = target.replaceAll("^/+", "");
            return new URI(null, null, "/" + path, null)
                    .toASCIIString()
                    .substring(1)
                    .replace(":", "%3A");
        } catch (URISyntaxException e) {
            return "image";
        }
    }
}
