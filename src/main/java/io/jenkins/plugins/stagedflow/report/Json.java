package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Looks into JSON whose shape is only hoped for: what is not there, or is something else, is empty. */
final class Json {
    private Json() {}

    /** Returns a text, number or truth value as text. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** Returns a number, 0 if there is none. */
    static double number(JsonNode node, String field) {
        return node.path(field).asDouble(0);
    }

    /** Returns the elements of a list. */
    static List<JsonNode> list(JsonNode node, String field) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.path(field).isArray()) {
            node.path(field).forEach(elements::add);
        }
        return elements;
    }

    /** Returns the elements of a list of texts, separated by commas. */
    static String texts(JsonNode node, String field) {
        return String.join(
                ", ", list(node, field).stream().map(JsonNode::asText).toList());
    }

    /** Returns the named parts of an object (name to part) or of a list (each part with a field {@code name}). */
    static List<Named> named(JsonNode node, String field) {
        List<Named> parts = new ArrayList<>();
        node.path(field).properties().forEach(entry -> parts.add(new Named(entry.getKey(), entry.getValue())));
        list(node, field).forEach(part -> parts.add(new Named(text(part, "name"), part)));
        return parts;
    }

    /** A part of a result and how it is called. */
    record Named(String name, JsonNode value) {}
}
