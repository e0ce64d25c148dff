package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;
import java.util.List;

/** What was deployed, phase by phase. */
final class DeploySection {
    private DeploySection() {}

    static void write(Html page, JsonNode result) {
        page.open("p").text("Version ").element("strong", orUnknown(Json.text(result, "versionDeployed")));
        page.text(", before it ").element("strong", orUnknown(Json.text(result, "versionBefore")));
        page.text(". ");
        if (result.path("rolledBack").asBoolean()) {
            Cell.badge(page, "rolled back");
        }
        page.closeLine("p");
        phases(page, Json.named(result, "phases"));
    }

    private static void phases(Html page, List<Json.Named> phases) {
        double longest =
                phases.stream().mapToDouble(DeploySection::seconds).max().orElse(0);
        HtmlTable table = new HtmlTable("Phases of the deployment", "Phase", "Seconds", "Time");
        for (Json.Named phase : phases) {
            table.row(Cell.text(phase.name()), Cell.seconds(seconds(phase)), Cell.bar(seconds(phase), longest));
        }
        table.into(page);
    }

    private static double seconds(Json.Named phase) {
        return phase.value().isNumber() ? phase.value().doubleValue() : Json.number(phase.value(), "seconds");
    }

    private static String orUnknown(String version) {
        return version.isEmpty() ? "unknown" : version;
    }
}
