package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Parameters of a run: what their definitions say, and what the user gave. */
public final class ParameterValues {
    private ParameterValues() {}

    /**
     * Gives each parameter the value of the user, brought to its kind, or its default.
     *
     * @throws InvalidRequestException naming the parameter whose value is none of its choices
     */
    public static void define(Build build, List<Symbol> definitions) {
        for (Symbol definition : definitions) {
            String name = definition.text("name");
            Object given = build.parameters().get(name);
            build.parameter(name, given == null ? usual(definition) : value(definition, String.valueOf(given)));
        }
    }

    private static Object usual(Symbol definition) {
        Object usual = definition.values().get("defaultValue");
        return switch (definition.name()) {
            case "booleanParam" -> usual instanceof Boolean flag ? flag : Boolean.valueOf(String.valueOf(usual));
            case "choice" -> choices(definition).get(0);
            case "string", "text", "password" -> usual == null ? "" : usual.toString();
            default -> throw definition.refusal("a parameter: string, text, password, booleanParam or choice");
        };
    }

    private static Object value(Symbol definition, String given) {
        if (definition.name().equals("booleanParam")) {
            if (!given.equals("true") && !given.equals("false")) {
                throw new InvalidRequestException("param " + definition.text("name"), given, "true or false");
            }
            return Boolean.valueOf(given);
        }
        if (definition.name().equals("choice") && !choices(definition).contains(given)) {
            throw new InvalidRequestException(
                    "param " + definition.text("name"), given, "one of " + String.join(", ", choices(definition)));
        }
        return given;
    }

    private static List<String> choices(Symbol definition) {
        Object choices = definition.values().get("choices");
        List<String> texts = choices instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.stream(String.valueOf(choices).split("\n")).toList();
        if (choices == null || texts.isEmpty()) {
            throw new InvalidRequestException("choice.choices", "", "at least one choice");
        }
        return texts;
    }
}
