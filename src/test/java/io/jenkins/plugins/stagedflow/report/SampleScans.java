package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.scan.ScanJson;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Scans to be shown. */
final class SampleScans {
    private static final List<String> IMAGES = List.of("base", "backend", "cert-generator", "frontend");
    private static final List<String> SEVERITIES = List.of("CRITICAL", "HIGH", "HIGH", "MEDIUM", "MEDIUM", "LOW");

    private SampleScans() {}

    /** Returns a scan of four images as they come: shared findings, a secret, a base line, ignored findings, a trend. */
    static ScanResult ordinary() {
        return ScanJson.read(json());
    }

    /** Returns the same with every text replaced. */
    static ScanResult named(String text) {
        return ScanJson.read(replaced(json(), text));
    }

    /** Returns a scan with so many findings, each in one to four images. */
    static ScanResult large(int findings) {
        ObjectNode scan = new ObjectMapper().createObjectNode().put("trivyVersion", "0.68.2");
        scan.put("scannedAt", "2026-11-25T10:00:00Z");
        ArrayNode images = scan.putArray("images");
        for (int i = 0; i < IMAGES.size(); i++) {
            ObjectNode image = images.addObject().put("name", IMAGES.get(i)).put("passed", false);
            ArrayNode list = image.putArray("findings");
            for (int j = 0; j < findings; j++) {
                if (j % IMAGES.size() >= i) {
                    finding(list.addObject(), j);
                }
            }
            image.putObject("counts").put("HIGH", list.size());
        }
        return ScanJson.read(scan);
    }

    private static void finding(ObjectNode node, int number) {
        node.put("kind", "vuln").put("id", "CVE-2026-%05d".formatted(number));
        node.put("severity", SEVERITIES.get(number % SEVERITIES.size()));
        node.put("packageName", "lib" + number % 397).put("packageType", "debian");
        node.put("installedVersion", "1.%d.0".formatted(number % 397 % 7));
        node.put("fixedVersion", number % 5 == 0 ? "" : "1.%d.%d".formatted(number % 397 % 7, 1 + number % 90));
        node.put("title", "lib" + number % 397 + ": a check of bounds is missing where input of others is read");
        node.put("url", "https://avd.example/nvd/cve-2026-%05d".formatted(number));
        node.put("firstSeen", "2026-%02d-%02dT10:00:00Z".formatted(1 + number % 11, 1 + number % 28));
    }

    private static JsonNode json() {
        try (InputStream file = SampleScans.class.getResourceAsStream("scan.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode replaced(JsonNode node, String text) {
        if (node.isObject()) {
            ((ObjectNode) node).properties().forEach(entry -> entry.setValue(replaced(entry.getValue(), text)));
            return node;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                ((ArrayNode) node).set(i, replaced(node.get(i), text));
            }
            return node;
        }
        return node.isTextual() && !node.asText().isEmpty() ? new ObjectMapper().valueToTree(text) : node;
    }
}
