package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;
import java.util.List;

/** What was deployed, phase by phase. */
final class DeploySection {
    private DeploySection() {}

    static void write(Html page, JsonNode result) {
        if (result.path("skipped").asBoolean()) {
            page.open("p").text("Nothing was deployed, as asked for.").closeLine("p");
            return;
        }
        versions(page, result);
        phases(page, Json.named(result, "phases"));
        HtmlTable warnings = new HtmlTable("What went wrong without making the deployment fail", "Warning");
        Json.list(result, "warnings").forEach(warning -> warnings.row(Cell.text(warning.asText())));
        warnings.into(page);
    }

    private static void versions(Html page, JsonNode result) {
        page.open("p").element("code", Json.text(result, "target")).text(" runs version ");
        page.element("strong", orUnknown(Json.text(result, "versionDeployed"))).text(", before it ");
        page.element("strong", orUnknown(Json.text(result, "versionBefore"))).text(". ");
        if (result.path("rolledBack").asBoolean()) {
            Cell.badge(page, "rolled back");
        }
        page.closeLine("p");
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
