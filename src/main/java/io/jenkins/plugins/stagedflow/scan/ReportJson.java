package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the JSON of scanners, where what is missing is never taken for "nothing". */
final class ReportJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ReportJson() {}

    /** Returns the object that a text holds. */
    static JsonNode object(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (!root.isObject()) {
                throw new UnusableReportException("it is empty");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new UnusableReportException("it is not complete JSON (" + e.getOriginalMessage() + ")");
        }
    }

    /** Throws if the condition does not hold. */
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UnusableReportException(otherwise);
        }
    }

    /** Returns a text, empty if there is none. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? "" : value.asText();
    }

    /** Returns the first of the texts that is not empty. */
    static String first(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** Returns a severity by its name. A finding whose severity cannot be read must not slip through the gate. */
    static Severity severity(String name, List<String> unrated) {
        if (unrated.contains(name)) {
            return Severity.LOW;
        }
        try {
            return Severity.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnusableReportException("it has a finding of the severity '" + name + "'");
        }
    }
}
