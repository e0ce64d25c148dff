package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Trivy's JSON report about one image.
 *
 * @see <a href="https://github.com/aquasecurity/trivy/blob/v0.68.2/pkg/types/report.go">the types of a report</a>
 */
record TrivyReport(JsonNode root) {
    private static final int SCHEMA = 2;

    /**
     * Returns the report if it is whole and about that very image.
     *
     * @throws UnusableReportException otherwise
     */
    static TrivyReport about(ImageReference image, String json) {
        TrivyReport report = new TrivyReport(parsed(json));
        report.require(report.root.path("SchemaVersion").asInt() == SCHEMA, "it has not the schema version " + SCHEMA);
        String about = report.text("ArtifactName");
        report.require(about.equals(image.toString()), "it is about '" + about + "'");
        report.require(report.names(image.identifier()), "it does not name the digest of the image");
        return report;
    }

    /** Returns everything Trivy found, in its order. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode result : root.path("Results")) {
            String target = result.path("Target").asText();
            add(findings, result.path("Vulnerabilities"), found -> vulnerability(target, found));
            add(findings, result.path("Secrets"), found -> secret(target, found));
            add(findings, result.path("Misconfigurations"), found -> misconfiguration(target, found));
            add(findings, result.path("Licenses"), found -> license(target, found));
        }
        return findings;
    }

    /** Returns how many findings were hidden by an ignore file. */
    int ignored() {
        return StreamSupport.stream(root.path("Results").spliterator(), false)
                .mapToInt(result -> result.path("ExperimentalModifiedFindings").size())
                .sum();
    }

    private static JsonNode parsed(String json) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            if (!root.isObject()) {
                throw new UnusableReportException("it is empty");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new UnusableReportException("it is not complete JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UnusableReportException(otherwise);
        }
    }

    private boolean names(String digest) {
        return StreamSupport.stream(root.path("Metadata").path("RepoDigests").spliterator(), false)
                .anyMatch(named -> named.asText().endsWith("@" + digest));
    }

    private static void add(List<Finding> findings, JsonNode found, Function<JsonNode, Optional<Finding>> reader) {
        found.forEach(node -> reader.apply(node).ifPresent(findings::add));
    }

    private static Optional<Finding> vulnerability(String target, JsonNode found) {
        return Optional.of(new Finding(
                Scanner.VULN.option(),
                found.path("VulnerabilityID").asText(),
                severity(found),
                target,
                0,
                found.path("PkgName").asText(),
                found.path("InstalledVersion").asText(),
                found.path("FixedVersion").asText(),
                found.path("Title").asText(),
                found.path("PrimaryURL").asText()));
    }

    private static Optional<Finding> secret(String target, JsonNode found) {
        return Optional.of(new Finding(
                Scanner.SECRET.option(),
                found.path("RuleID").asText(),
                severity(found),
                target,
                found.path("StartLine").asInt(),
                "",
                "",
                "",
                found.path("Title").asText(),
                ""));
    }

    // Checks that passed are listed too.
    private static Optional<Finding> misconfiguration(String target, JsonNode found) {
        return Optional.of(new Finding(
                        Scanner.MISCONFIG.option(),
                        found.path("ID").asText(),
                        severity(found),
                        target,
                        found.path("CauseMetadata").path("StartLine").asInt(),
                        "",
                        "",
                        "",
                        found.path("Title").asText(),
                        found.path("PrimaryURL").asText()))
                .filter(finding -> !"PASS".equals(found.path("Status").asText()));
    }

    private static Optional<Finding> license(String target, JsonNode found) {
        return Optional.of(new Finding(
                Scanner.LICENSE.option(),
                found.path("Name").asText(),
                severity(found),
                found.path("FilePath").asText().isEmpty()
                        ? target
                        : found.path("FilePath").asText(),
                0,
                found.path("PkgName").asText(),
                "",
                "",
                found.path("Category").asText(),
                found.path("Link").asText()));
    }

    private static Severity severity(JsonNode found) {
        String name = found.path("Severity").asText();
        try {
            return Severity.valueOf(name);
        } catch (IllegalArgumentException e) {
            // A finding whose severity cannot be read must not slip through the gate.
            throw new UnusableReportException("it has a finding of the severity '" + name + "'");
        }
    }

    private String text(String field) {
        return root.path(field).asText();
    }

    /** A report that says nothing reliable about the image. */
    static final class UnusableReportException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableReportException(String reason) {
            super(reason);
        }
    }
}
