package io.jenkins.plugins.stagedflow.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the nodes of a cluster say of themselves.
 *
 * @see <a href="https://kubernetes.io/docs/reference/node/node-status/#condition">conditions of nodes</a>
 */
final class NodeConditions {
    private static final String READY = "Ready";
    private static final String TRUE = "True";

    private NodeConditions() {}

    /** Returns what keeps the list of nodes from being ready, or an empty text. */
    static String missing(JsonNode list) {
        JsonNode nodes = list.path("items");
        if (nodes.isEmpty()) {
            return "the cluster has no node";
        }
        for (JsonNode node : nodes) {
            String problem = notReady(node);
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private static String notReady(JsonNode node) {
        String name = node.path("metadata").path("name").asText();
        List<String> seen = new ArrayList<>();
        boolean told = false;
        for (JsonNode condition : node.path("status").path("conditions")) {
            boolean ready = isTrue(condition) && READY.equals(type(condition));
            if (ready) {
                return "";
            }
            told |= READY.equals(type(condition));
            if (READY.equals(type(condition)) || isTrue(condition)) {
                seen.add(description(condition));
            }
        }
        String conditions = seen.isEmpty() ? "" : " (" + String.join("; ", seen) + ")";
        return "the node " + name + (told ? " is not ready" : " does not say whether it is ready") + conditions;
    }

    // All others, such as MemoryPressure, are bad when true.
    private static String description(JsonNode condition) {
        String message = condition.path("message").asText();
        return type(condition) + " is " + condition.path("status").asText() + (message.isEmpty() ? "" : ": " + message);
    }

    private static String type(JsonNode condition) {
        return condition.path("type").asText();
    }

    private static boolean isTrue(JsonNode condition) {
        return TRUE.equals(condition.path("status").asText());
    }
}
