package io.jenkins.plugins.stagedflow.scan;

import static io.jenkins.plugins.stagedflow.scan.ReportJson.first;
import static io.jenkins.plugins.stagedflow.scan.ReportJson.require;
import static io.jenkins.plugins.stagedflow.scan.ReportJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Grype's JSON report.
 *
 * @see <a href="https://github.com/anchore/grype/tree/main/grype/presenter/models">the types of a report</a>
 */
record GrypeReport(JsonNode root) {
    // What Grype calls so is even less than low.
    private static final List<String> UNRATED = List.of("Negligible");

    /**
     * Returns the report if it is whole.
     *
     * @throws UnusableReportException otherwise
     */
    static GrypeReport of(String json) {
        GrypeReport report = new GrypeReport(ReportJson.object(json));
        require("grype".equals(text(report.root.path("descriptor"), "name")), "it is none of Grype");
        require(report.root.path("matches").isArray(), "it has no list of matches");
        return report;
    }

    /** Returns the version of Grype that wrote it. */
    String version() {
        return text(root.path("descriptor"), "version");
    }

    /** Returns what was scanned, as Grype was asked for it: an image, a directory or a file. */
    String about() {
        JsonNode target = root.path("source").path("target");
        return target.isTextual() ? target.asText() : text(target, "userInput");
    }

    /** Returns the database that was compared with, where the report tells when that was built. */
    Optional<DatabaseInfo> database(Instant now) {
        JsonNode status = root.at("/descriptor/db/status");
        try {
            Instant built = Instant.parse(text(status, "built"));
            double hours = Duration.between(built, now).toMinutes() / 60.0;
            return Optional.of(new DatabaseInfo("Grype's", built.toString(), hours, text(status, "from")));
        } catch (DateTimeParseException e) {
            // Other versions of Grype tell it in another way, or not.
            return Optional.empty();
        }
    }

    /** Returns everything the report lists, in its order. */
    Findings findings() {
        List<Finding> found = new ArrayList<>();
        root.path("matches").forEach(match -> found.add(finding(match).build()));
        List<Finding> hidden = new ArrayList<>();
        root.path("ignoredMatches")
                .forEach(match -> hidden.add(finding(match)
                        .status(FindingStatus.hidden(status(match)), reason(match), "Grype's rules")
                        .build()));
        return new Findings(found, hidden);
    }

    private FindingBuilder finding(JsonNode match) {
        JsonNode vulnerability = match.path("vulnerability");
        JsonNode artifact = match.path("artifact");
        JsonNode location = artifact.path("locations").path(0);
        return Finding.builder(
                        Scanner.VULN.option(),
                        text(vulnerability, "id"),
                        ReportJson.severity(text(vulnerability, "severity"), UNRATED))
                .at(first(text(location, "path"), about()), 0)
                .inPackage(text(artifact, "name"), text(artifact, "type"), text(artifact, "version"))
                .fixedIn(texts(vulnerability.path("fix").path("versions")))
                .inFile(text(location, "path"))
                .inLayer(text(location, "layerID"))
                .titled(title(match), text(vulnerability, "dataSource"));
    }

    // An advisory of a distribution often has no text of its own; the one it is about has.
    private static String title(JsonNode match) {
        return first(
                        text(match.path("vulnerability"), "description"),
                        text(match.path("relatedVulnerabilities").path(0), "description"))
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String status(JsonNode match) {
        return text(match.path("appliedIgnoreRules").path(0), "vex-status");
    }

    private static String reason(JsonNode match) {
        JsonNode rule = match.path("appliedIgnoreRules").path(0);
        return first(text(rule, "reason"), text(rule, "vex-justification"));
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
