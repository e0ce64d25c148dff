package io.jenkins.plugins.stagedflow.jenkins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** Brings lists and maps into the fields of a form, one element a line, and back. */
final class FormValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FormValues() {}

    /** Returns the text of a field: elements by line, of a map as name=value, and whatever has parts as JSON. */
    static String lines(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + line(entry.getValue()))
                    .collect(Collectors.joining("\n"));
        }
        return value instanceof Collection<?> list
                ? list.stream().map(FormValues::line).collect(Collectors.joining("\n"))
                : String.valueOf(value);
    }

    /** Returns the arguments of a step that a form with these fields means; what is left empty has its default. */
    static Map<String, Object> arguments(DescribableModel<?> model, Map<?, ?> form) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            Object field = form.get(parameter.getName());
            if (field != null && (parameter.isRequired() || !field.toString().isBlank())) {
                arguments.put(parameter.getName(), argument(parameter.getErasedType(), field));
            }
        }
        return arguments;
    }

    private static Object argument(Class<?> type, Object field) {
        String text = field instanceof Collection<?> parts
                ? parts.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                : field.toString();
        if (Map.class.isAssignableFrom(type)) {
            return pairs(text);
        }
        if (List.class.isAssignableFrom(type)) {
            return elements(text);
        }
        return type != Object.class ? text.strip() : isPairs(text) ? pairs(text) : elements(text);
    }

    private static boolean isPairs(String text) {
        return text.lines().anyMatch(line -> !line.startsWith("{") && line.contains("="));
    }

    private static List<Object> elements(String text) {
        List<Object> elements = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> elements.add(element(line)));
        return elements;
    }

    private static Map<String, Object> pairs(String text) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            pairs.put(equals < 0 ? line : line.substring(0, equals), element(line.substring(equals + 1)));
        });
        return pairs;
    }

    private static Object element(String line) {
        if (!line.startsWith("{") && !line.startsWith("[")) {
            return line;
        }
        try {
            return JSON.readValue(line, Object.class);
        } catch (JsonProcessingException e) {
            return line;
        }
    }

    private static String line(Object value) {
        try {
            return value instanceof Map || value instanceof Collection
                    ? JSON.writeValueAsString(value)
                    : String.valueOf(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values could not be written", e);
        }
    }
}
