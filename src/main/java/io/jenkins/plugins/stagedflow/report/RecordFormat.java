package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The JSON of a {@link StageRecord}. Keys nobody knows are fine; what is there must make sense. */
final class RecordFormat {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private RecordFormat() {}

    /**
     * Returns the record a text holds.
     *
     * @throws BrokenRecordException saying what is wrong with it
     */
    static StageRecord read(String json) throws BrokenRecordException {
        JsonNode record = parsed(json);
        String outcome = text(record, "outcome");
        JsonNode seconds = record.path("seconds");
        if (!seconds.isNumber() || !(seconds.doubleValue() >= 0) || Double.isInfinite(seconds.doubleValue())) {
            throw new BrokenRecordException("'seconds' is no number from 0 on");
        }
        return new StageRecord(
                text(record, "stage"),
                StageKind.named(record.path("kind").asText()),
                StageOutcome.named(outcome)
                        .orElseThrow(() -> new BrokenRecordException(
                                "'outcome' is neither passed nor failed nor skipped, but '" + outcome + "'")),
                seconds.doubleValue(),
                record.path("message").asText(""),
                record.path("result"));
    }

    /** Returns the bytes of a record. */
    static byte[] write(StageRecord record) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("stage", record.stage())
                .put("kind", record.kind().word())
                .put("outcome", record.outcome().word())
                .put("seconds", record.seconds())
                .put("message", record.message());
        if (!record.result().isMissingNode()) {
            json.set("result", record.result());
        }
        try {
            return (MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes could not be written", e);
        }
    }

    private static JsonNode parsed(String json) throws BrokenRecordException {
        try {
            JsonNode record = MAPPER.readTree(json);
            if (!record.isObject()) {
                throw new BrokenRecordException("it holds no JSON object");
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new BrokenRecordException("it is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonNode record, String field) throws BrokenRecordException {
        JsonNode value = record.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new BrokenRecordException("'" + field + "' is missing");
        }
        return value.textValue();
    }

    /** A file is not what it should be. */
    static final class BrokenRecordException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenRecordException(String reason) {
            super(reason);
        }

        /** Returns what is wrong. */
        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
