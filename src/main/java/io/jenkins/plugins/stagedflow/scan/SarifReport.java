package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Findings of one image as a SARIF log.
 *
 * @param image how the image is called; the category under which viewers keep its results apart from other images'
 * @param reference what was scanned
 * @param trivyVersion what scanned it
 * @param findings what was found
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
record SarifReport(String image, String reference, String trivyVersion, List<Finding> findings) {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** Returns the log as JSON in UTF-8. */
    byte[] json() {
        ObjectNode log = new ObjectMapper().createObjectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Trivy").put("version", trivyVersion).put("informationUri", "https://trivy.dev");
        run.putObject("automationDetails").put("id", "trivy/" + image + "/");
        run.putObject("properties").put("imageName", reference);
        Map<String, Integer> rules = addRules(driver.putArray("rules"));
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> addResult(results.addObject(), finding, rules.getOrDefault(finding.id(), 0)));
        return log.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Integer> addRules(ArrayNode rules) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (indexes.putIfAbsent(finding.id(), indexes.size()) == null) {
                addRule(rules.addObject(), finding);
            }
        }
        return indexes;
    }

    private static void addRule(ObjectNode rule, Finding finding) {
        rule.put("id", finding.id()).put("name", finding.kind());
        rule.putObject("shortDescription").put("text", titled(finding));
        rule.putObject("defaultConfiguration").put("level", finding.severity().sarifLevel());
        if (isUri(finding.url())) {
            rule.put("helpUri", finding.url());
        }
        ObjectNode properties = rule.putObject("properties");
        properties.put("security-severity", finding.severity().score());
        properties
                .putArray("tags")
                .add("security")
                .add(finding.kind())
                .add(finding.severity().name().toLowerCase(Locale.ROOT));
    }

    private static void addResult(ObjectNode result, Finding finding, int rule) {
        result.put("ruleId", finding.id()).put("ruleIndex", rule);
        result.put("level", finding.severity().sarifLevel());
        result.putObject("message").put("text", finding.summary() + ": " + titled(finding));
        ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
        location.putObject("artifactLocation").put("uri", relativeUri(finding.target()));
        location.putObject("region").put("startLine", Math.max(1, finding.line()));
    }

    private static String titled(Finding finding) {
        return finding.title().isEmpty() ? finding.id() : finding.title();
    }

    private static boolean isUri(String url) {
        try {
            return new URI(url).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    // The path within the image, or what Trivy calls its packages; the constructor with several arguments encodes what
    // a
    // URI cannot hold. What stands before a colon would be taken for a scheme.
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
