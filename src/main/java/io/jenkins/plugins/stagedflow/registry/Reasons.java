package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reasons of several failures in one phrase. */
final class Reasons {
    private Reasons() {}

    /** Returns name and reason of each piece of work that failed, empty if none did. */
    static <T> String of(Map<String, Outcome<T>> outcomes) {
        List<String> reasons = outcomes.entrySet().stream()
                .flatMap(entry -> entry.getValue().failure().stream().map(e -> entry.getKey() + ": " + reason(e)))
                .toList();
        return reasons.stream().collect(Collectors.joining("; "));
    }

    private static String reason(RuntimeException e) {
        return e instanceof RegistryException registry ? registry.reason() : String.valueOf(e.getMessage());
    }
}
