package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an agent of a declarative pipeline needs here. */
final class AgentSettings {
    private static final Set<String> KNOWN =
            Set.of("label", "image", "args", "customWorkspace", "reuseNode", "alwaysPull", "registryUrl");

    private AgentSettings() {}

    static Map<String, Object> of(String kind, List<Object> arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (!arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?> named) {
            named.forEach((name, value) -> given.put(String.valueOf(name), value));
        } else if (!arguments.isEmpty()) {
            given.put(kind.equals("docker") ? "image" : "label", arguments.get(0));
        }
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidRequestException("agent " + kind, unknown, "one of " + String.join(", ", KNOWN));
                });
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("label", text(given, "label"));
        settings.put("image", text(given, "image"));
        settings.put("args", text(given, "args"));
        settings.put("workspace", text(given, "customWorkspace"));
        settings.put("reuse", Boolean.TRUE.equals(given.get("reuseNode")));
        return settings;
    }

    private static String text(Map<String, Object> given, String name) {
        Object value = given.get(name);
        return value == null ? "" : value.toString();
    }
}
