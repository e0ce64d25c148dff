package io.jenkins.plugins.stagedflow.scan;

import static io.jenkins.plugins.stagedflow.scan.ReportJson.first;
import static io.jenkins.plugins.stagedflow.scan.ReportJson.require;
import static io.jenkins.plugins.stagedflow.scan.ReportJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Trivy's JSON report.
 *
 * @see <a href="https://github.com/aquasecurity/trivy/blob/v0.68.2/pkg/types/report.go">the types of a report</a>
 */
record TrivyReport(JsonNode root) {
    private static final int SCHEMA = 2;

    /**
     * Returns the report of a scan of anything, if it is whole.
     *
     * @throws UnusableReportException otherwise
     */
    static TrivyReport of(String json) {
        TrivyReport report = new TrivyReport(ReportJson.object(json));
        require(report.root.path("SchemaVersion").asInt() == SCHEMA, "it has not the schema version " + SCHEMA);
        return report;
    }

    /**
     * Returns the report if it is whole and about that very image.
     *
     * @throws UnusableReportException otherwise
     */
    static TrivyReport about(ImageReference image, String json) {
        TrivyReport report = of(json);
        String about = text(report.root, "ArtifactName");
        require(about.equals(image.toString()), "it is about '" + about + "'");
        require(report.names(image.identifier()), "it does not name the digest of the image");
        return report;
    }

    /** Returns everything the report lists, in its order. */
    Findings findings() {
        List<Finding> found = new ArrayList<>();
        List<Finding> hidden = new ArrayList<>();
        for (JsonNode result : root.path("Results")) {
            TrivyResult reader = new TrivyResult(text(result, "Target"), text(result, "Type"));
            result.path("Vulnerabilities").forEach(node -> found.add(reader.vulnerability(node)));
            result.path("Secrets").forEach(node -> found.add(reader.secret(node)));
            result.path("Misconfigurations")
                    .forEach(node -> reader.misconfiguration(node).ifPresent(found::add));
            result.path("Licenses").forEach(node -> found.add(reader.license(node)));
            result.path("ExperimentalModifiedFindings").forEach(node -> hidden.add(hidden(reader, node)));
        }
        return new Findings(found, hidden);
    }

    private static Finding hidden(TrivyResult reader, JsonNode modified) {
        return reader.any(text(modified, "Type"), modified.path("Finding"))
                .with()
                .status(
                        FindingStatus.hidden(text(modified, "Status")),
                        text(modified, "Statement"),
                        text(modified, "Source"))
                .build();
    }

    private boolean names(String digest) {
        return StreamSupport.stream(root.path("Metadata").path("RepoDigests").spliterator(), false)
                .anyMatch(named -> named.asText().endsWith("@" + digest));
    }

    /** Reads the findings of one result, which is about a file or about the packages of one kind. */
    private record TrivyResult(String target, String type) {
        Finding any(String kind, JsonNode node) {
            return switch (kind) {
                case "vulnerability" -> vulnerability(node);
                case "secret" -> secret(node);
                case "misconfiguration" -> checked(node);
                case "license" -> license(node);
                default -> throw new UnusableReportException("it left out a finding of the kind '" + kind + "'");
            };
        }

        Finding vulnerability(JsonNode node) {
            return builder(Scanner.VULN, text(node, "VulnerabilityID"), node)
                    .at(target, 0)
                    .inPackage(text(node, "PkgName"), type, text(node, "InstalledVersion"))
                    .fixedIn(text(node, "FixedVersion"))
                    .inFile(text(node, "PkgPath"))
                    .titled(text(node, "Title"), text(node, "PrimaryURL"))
                    .build();
        }

        Finding secret(JsonNode node) {
            return builder(Scanner.SECRET, text(node, "RuleID"), node)
                    .at(target, node.path("StartLine").asInt())
                    .titled(text(node, "Title"), "")
                    .build();
        }

        // Checks that passed are listed too.
        Optional<Finding> misconfiguration(JsonNode node) {
            return "PASS".equals(text(node, "Status")) ? Optional.empty() : Optional.of(checked(node));
        }

        Finding license(JsonNode node) {
            return builder(Scanner.LICENSE, text(node, "Name"), node)
                    .at(first(text(node, "FilePath"), target), 0)
                    .inPackage(text(node, "PkgName"), type, "")
                    .titled(text(node, "Category"), text(node, "Link"))
                    .build();
        }

        private Finding checked(JsonNode node) {
            return builder(Scanner.MISCONFIG, text(node, "ID"), node)
                    .at(target, node.path("CauseMetadata").path("StartLine").asInt())
                    .titled(text(node, "Title"), text(node, "PrimaryURL"))
                    .build();
        }

        private static FindingBuilder builder(Scanner kind, String id, JsonNode node) {
            JsonNode layer = node.path("Layer");
            return Finding.builder(kind.option(), id, ReportJson.severity(text(node, "Severity"), List.of()))
                    .inLayer(first(text(layer, "Digest"), text(layer, "DiffID")));
        }
    }
}
