package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The words of a registry's error.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes">OCI error codes</a>
 */
final class ErrorBody {
    private static final int MOST_ERRORS = 3;
    private static final int LONGEST = 300;

    private ErrorBody() {}

    /** Returns code and message of the errors in a body, empty if it holds none. */
    static String words(byte[] body) {
        try {
            String words = StreamSupport.stream(errors(body).spliterator(), false)
                    .limit(MOST_ERRORS)
                    .map(ErrorBody::words)
                    .collect(Collectors.joining("; "));
            return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
        } catch (IOException e) {
            // A page of a proxy, most likely; the status says more than its markup.
            return "";
        }
    }

    private static JsonNode errors(byte[] body) throws IOException {
        return new ObjectMapper().readTree(body).path("errors");
    }

    private static String words(JsonNode error) {
        String code = error.path("code").asText("");
        String message = error.path("message").asText("");
        return (code + ": " + message).replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
