package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Findings of one image as a SARIF log. What an ignore file or a VEX document hid is in it as a suppressed result.
 *
 * @param image how the image is called; the category under which viewers keep its results apart from other images'
 * @param reference what was scanned
 * @param scanner what scanned it and its version, such as Trivy 0.68.2
 * @param findings what was found
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
record SarifReport(String image, String reference, String scanner, Findings findings) {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** Returns the log as JSON in UTF-8. */
    byte[] json() {
        ObjectNode log = new ObjectMapper().createObjectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", tool())
                .put("version", scanner.substring(tool().length()).strip());
        driver.put("informationUri", "Grype".equals(tool()) ? "https://github.com/anchore/grype" : "https://trivy.dev");
        run.putObject("automationDetails").put("id", tool().toLowerCase(Locale.ROOT) + "/" + image + "/");
        run.putObject("properties").put("imageName", reference);
        Map<String, Integer> rules = addRules(driver.putArray("rules"));
        ArrayNode results = run.putArray("results");
        boolean compared = findings.found().stream().anyMatch(finding -> finding.status() == FindingStatus.KNOWN);
        all().forEach(finding -> {
            SarifResult result = new SarifResult(finding, rules.getOrDefault(finding.id(), 0), compared);
            result.into(results.addObject());
        });
        return log.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private String tool() {
        return scanner.split(" ", 2)[0];
    }

    private Stream<Finding> all() {
        return Stream.concat(findings.found().stream(), findings.hidden().stream());
    }

    private Map<String, Integer> addRules(ArrayNode rules) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        all().forEach(finding -> {
            if (indexes.putIfAbsent(finding.id(), indexes.size()) == null) {
                addRule(rules.addObject(), finding);
            }
        });
        return indexes;
    }

    private static void addRule(ObjectNode rule, Finding finding) {
        rule.put("id", finding.id()).put("name", finding.kind());
        rule.putObject("shortDescription").put("text", SarifResult.titled(finding));
        rule.putObject("defaultConfiguration").put("level", finding.severity().sarifLevel());
        finding.link().ifPresent(link -> rule.put("helpUri", link));
        ObjectNode properties = rule.putObject("properties");
        properties.put("security-severity", finding.severity().score());
        properties
                .putArray("tags")
                .add("security")
                .add(finding.kind())
                .add(finding.severity().name().toLowerCase(Locale.ROOT));
    }
}
