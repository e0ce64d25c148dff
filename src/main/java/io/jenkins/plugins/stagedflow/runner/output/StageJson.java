package io.jenkins.plugins.stagedflow.runner.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.util.Locale;

/**
 * The stages and branches of a run as JSON, in their order: name, kind ({@code run}, {@code stage}, {@code branch}), result,
 * whether left out, seconds, message, parts; so that it can be compared with a run of Jenkins.
 */
public final class StageJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StageJson() {}

    /** Returns the text of the whole tree. */
    public static String of(StageNode run) {
        try {
            return MAPPER.writeValueAsString(node(run)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes could not be written", e);
        }
    }

    private static ObjectNode node(StageNode part) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("name", part.name())
                .put("kind", part.kind().name().toLowerCase(Locale.ROOT))
                .put("result", part.result().name())
                .put("skipped", part.isSkipped())
                .put("seconds", part.took().toMillis() / 1000.0)
                .put("message", part.message());
        ArrayNode parts = json.putArray("parts");
        part.parts().forEach(inner -> parts.add(node(inner)));
        return json;
    }
}
