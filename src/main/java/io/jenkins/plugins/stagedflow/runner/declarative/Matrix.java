package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cells of a matrix: every combination of the values of its axes, without those that are excluded. */
final class Matrix {
    private final List<List<?>> axes;
    private final List<List<List<?>>> excludes;

    @SuppressWarnings("unchecked")
    Matrix(Map<String, Object> model) {
        axes = (List<List<?>>) model.get("axes");
        excludes = (List<List<List<?>>>) model.getOrDefault("excludes", List.of());
    }

    List<Map<String, Object>> cells() {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
        for (List<?> axis : axes) {
            combinations = combinations.stream()
                    .flatMap(before -> values(axis).stream().map(value -> with(before, name(axis), value)))
                    .toList();
        }
        return combinations.stream()
                .filter(cell -> !isExcluded(cell))
                .map(Matrix::cell)
                .toList();
    }

    private boolean isExcluded(Map<String, String> cell) {
        return excludes.stream().anyMatch(exclude -> exclude.stream()
                .allMatch(axis -> values(axis).contains(cell.get(name(axis))) != Boolean.TRUE.equals(axis.get(2))));
    }

    private static Map<String, Object> cell(Map<String, String> values) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put(
                "name",
                values.entrySet().stream()
                        .map(axis -> axis.getKey() + " = '" + axis.getValue() + "'")
                        .collect(Collectors.joining(", ", "Matrix - ", "")));
        cell.put(
                "variables",
                values.entrySet().stream()
                        .map(axis -> axis.getKey() + "=" + axis.getValue())
                        .toList());
        return cell;
    }

    private static Map<String, String> with(Map<String, String> before, String name, String value) {
        Map<String, String> cell = new LinkedHashMap<>(before);
        cell.put(name, value);
        return cell;
    }

    private static String name(List<?> axis) {
        return String.valueOf(axis.get(0));
    }

    private static List<String> values(List<?> axis) {
        return ((List<?>) axis.get(1)).stream().map(String::valueOf).toList();
    }
}
