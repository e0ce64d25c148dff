package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanJson;
import io.jenkins.plugins.stagedflow.scan.ScanResult;

/** What a scan found, in the summary of a flow: as on its own page, with less of it. */
final class ScanSection {
    private static final int MOST_FINDINGS = 500;

    private ScanSection() {}

    static void write(Html page, JsonNode json) {
        ScanResult result = ScanJson.read(json);
        MergedFindings merged = MergedFindings.of(result);
        page.element(
                "p",
                new ScanHeadline(result, merged).lead() + " " + result.policy().sentence());
        FindingsSections sections = new FindingsSections(page, result, merged, MOST_FINDINGS, MOST_FINDINGS);
        FindingTables.images(result).into(page);
        sections.upgrades("h3", MOST_FINDINGS, FindingsSections.Filters.none());
        sections.trend("h3");
        sections.findings("h3", FindingsSections.Filters.none());
        sections.hidden("h3");
    }
}
