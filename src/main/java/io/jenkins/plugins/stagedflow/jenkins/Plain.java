package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what a Jenkinsfile hands over, where a text may be one with variables in it, to values that can be kept. */
final class Plain {
    private Plain() {}

    /** Returns the elements as texts. */
    static ArrayList<String> texts(@CheckForNull Collection<?> values) {
        ArrayList<String> texts = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    /**
     * Returns the elements of a value that must be a list of names, or is one name.
     *
     * @throws InvalidRequestException naming the field, if it has other parts
     */
    static ArrayList<String> names(String field, Object value) {
        ArrayList<Object> parts = value instanceof Collection<?> list ? values(list) : values(List.of(value));
        if (value instanceof Map || parts.stream().anyMatch(part -> !(part instanceof String))) {
            throw new InvalidRequestException(field, value, "a name or several");
        }
        return texts(parts);
    }

    /** Returns names and values as texts. */
    static LinkedHashMap<String, String> texts(@CheckForNull Map<?, ?> values) {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        }
        return texts;
    }

    /** Returns one text, also of a list of one, or a list of several. */
    static Serializable oneOrMore(@CheckForNull Object value) {
        Serializable copy = value(value);
        return copy instanceof List<?> list && list.size() == 1 ? list.get(0).toString() : copy;
    }

    /** Returns the elements, each as maps, lists, texts, numbers and booleans. */
    static ArrayList<Object> values(@CheckForNull Collection<?> values) {
        ArrayList<Object> copies = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> copies.add(value(value)));
        }
        return copies;
    }

    /** Returns a value as maps, lists, texts, numbers and booleans. */
    static Serializable value(@CheckForNull Object value) {
        if (value instanceof Map<?, ?> map) {
            LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, part) -> copy.put(String.valueOf(name), value(part)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            return values(list);
        }
        if (value instanceof Number number) {
            return number;
        }
        return value instanceof Boolean truth ? truth : value == null ? "" : value.toString();
    }

    /**
     * Returns a value that must be a map.
     *
     * @throws InvalidRequestException naming the field, if it is none
     */
    static Map<?, ?> map(String field, Object value, String expected) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new InvalidRequestException(field, value, expected);
    }

    /** Returns a part of a map as a text, the given one if it is missing. */
    static String text(Map<?, ?> map, String name, String otherwise) {
        Object value = map.get(name);
        return value == null ? otherwise : value.toString();
    }

    /**
     * Returns a part of a map as a number, the given one if it is missing.
     *
     * @throws InvalidRequestException naming the field, if it is no number
     */
    static int number(String field, Map<?, ?> map, String name, int otherwise) {
        try {
            return Integer.parseInt(text(map, name, Integer.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(field + "." + name, map.get(name), "a whole number");
        }
    }
}
