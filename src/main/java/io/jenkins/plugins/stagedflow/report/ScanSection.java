package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the scan found: counts by image and severity, then the findings, the worst first. */
final class ScanSection {
    private static final List<String> SEVERITIES = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN");
    private static final int MOST_FINDINGS = 500;

    private ScanSection() {}

    static void write(Html page, JsonNode result) {
        counts(page, result);
        findings(page, result);
    }

    private static void counts(Html page, JsonNode result) {
        HtmlTable table = new HtmlTable(
                "Images scanned", "Image", "Result", "Critical", "High", "Medium", "Low", "Unknown", "Digest");
        for (Json.Named image : Json.named(result, "images")) {
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.text(image.name()));
            cells.add(Cell.text(outcome(image.value())));
            SEVERITIES.forEach(
                    severity -> cells.add(Cell.count(Json.number(image.value().path("counts"), severity))));
            cells.add(Cell.code(Json.text(image.value(), "digest")));
            table.row(cells.toArray(Cell[]::new));
        }
        table.into(page);
    }

    private static String outcome(JsonNode image) {
        String error = Json.text(image, "error");
        if (!error.isEmpty()) {
            return "could not be scanned: " + error;
        }
        return image.path("passed").asBoolean() ? "passed" : "findings";
    }

    private static void findings(Html page, JsonNode result) {
        List<Json.Named> findings = new ArrayList<>();
        for (Json.Named image : Json.named(result, "images")) {
            Json.list(image.value(), "findings")
                    .forEach(finding -> findings.add(new Json.Named(image.name(), finding)));
        }
        findings.sort(Comparator.comparingInt(finding -> rank(finding.value())));
        HtmlTable table =
                new HtmlTable("Findings", "Finding", "Severity", "Image", "Where", "Installed", "Fixed in", "Title");
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> table.row(row(finding)));
        table.into(page);
        if (findings.size() > MOST_FINDINGS) {
            String more = "%d more are in the SARIF reports.".formatted(findings.size() - MOST_FINDINGS);
            page.open("p").text(more).closeLine("p");
        }
    }

    private static Cell[] row(Json.Named finding) {
        JsonNode value = finding.value();
        String packageName = Json.text(value, "packageName");
        return new Cell[] {
            Cell.text(Json.text(value, "id")),
            Cell.badge(Json.text(value, "severity")),
            Cell.text(finding.name()),
            Cell.text(packageName.isEmpty() ? Json.text(value, "target") : packageName),
            Cell.text(Json.text(value, "installedVersion")),
            Cell.text(Json.text(value, "fixedVersion")),
            Cell.text(Json.text(value, "title"))
        };
    }

    private static int rank(JsonNode finding) {
        int rank = SEVERITIES.indexOf(Json.text(finding, "severity"));
        return rank < 0 ? SEVERITIES.size() : rank;
    }
}
