package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link ScanResult} as JSON, and back. What an earlier version wrote is read too: a part that is missing is empty, a
 * severity nobody knows is unknown.
 */
public final class ScanJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private ScanJson() {}

    /** Returns the result as JSON in UTF-8. */
    public static byte[] write(ScanResult result) {
        try {
            return (MAPPER.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result of texts, numbers and lists could not be written", e);
        }
    }

    /** Returns the result that a text holds; nothing if it is none. */
    public static Optional<ScanResult> read(String json) {
        try {
            return Optional.of(MAPPER.readTree(json)).filter(ScanJson::isScan).map(ScanJson::read);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the result that maps, lists, texts and numbers hold, as the step trivyScan returns them. */
    public static ScanResult read(Map<?, ?> plain) {
        return read(MAPPER.<JsonNode>valueToTree(plain));
    }

    /** Returns the result that JSON of any shape holds; what is not there is empty. */
    public static ScanResult read(JsonNode json) {
        String version = text(json, "trivyVersion");
        String scanner = text(json, "scanner");
        return new ScanResult(
                version,
                list(json.path("images"), ScanJson::image),
                json.path("seconds").asDouble(0),
                scanner.isEmpty() ? ("Trivy " + version).strip() : scanner,
                text(json, "scannedAt"),
                policy(json.path("policy")),
                list(json.path("earlier"), point -> new TrendPoint(text(point, "scannedAt"), counts(point))),
                list(json.path("databases"), ScanJson::database));
    }

    private static boolean isScan(JsonNode json) {
        JsonNode images = json.path("images");
        boolean whole = images.isArray() && !images.isEmpty();
        for (JsonNode image : images) {
            whole &= !text(image, "name").isEmpty() && image.path("findings").isArray() && image.has("passed");
        }
        return whole;
    }

    private static ScanPolicy policy(JsonNode json) {
        return new ScanPolicy(
                list(json.path("severity"), JsonNode::asText),
                json.path("ignoreUnfixed").asBoolean(),
                json.path("failOnFindings").asBoolean(true),
                json.path("maxCritical").asInt(),
                json.path("maxHigh").asInt(),
                text(json, "baseline"));
    }

    private static DatabaseInfo database(JsonNode json) {
        return new DatabaseInfo(
                text(json, "name"),
                text(json, "updatedAt"),
                json.path("ageHours").asDouble(),
                text(json, "source"));
    }

    private static ImageScan image(JsonNode json) {
        return new ImageScan(
                text(json, "name"),
                text(json, "reference"),
                text(json, "digest"),
                json.path("passed").asBoolean(),
                text(json, "error"),
                counts(json),
                list(json.path("findings"), ScanJson::finding),
                json.path("ignored").asInt(),
                text(json, "sarif"),
                text(json, "json"),
                json.path("seconds").asDouble(0),
                json.path("known").asInt(),
                list(json.path("ignoredFindings"), ScanJson::finding));
    }

    private static Finding finding(JsonNode json) {
        return new Finding(
                text(json, "kind"),
                text(json, "id"),
                named(Severity.class, text(json, "severity"), Severity.UNKNOWN),
                text(json, "target"),
                json.path("line").asInt(),
                text(json, "packageName"),
                text(json, "installedVersion"),
                text(json, "fixedVersion"),
                text(json, "title"),
                text(json, "url"),
                text(json, "packageType"),
                text(json, "path"),
                text(json, "layer"),
                text(json, "image"),
                text(json, "firstSeen"),
                named(FindingStatus.class, text(json, "status"), FindingStatus.OPEN),
                text(json, "why"),
                text(json, "source"));
    }

    private static Map<String, Integer> counts(JsonNode json) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        json.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(element -> list.add(reader.apply(element)));
        }
        return list;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name, E otherwise) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }
}
