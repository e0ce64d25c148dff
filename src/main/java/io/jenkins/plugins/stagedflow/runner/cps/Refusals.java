package io.jenkins.plugins.stagedflow.runner.cps;

import java.util.Map;

/** What the local runner says about names it knows of and does not have. */
public final class Refusals {
    private static final String KUBERNETES = "the local runner has no Kubernetes agents";
    private static final String READING =
            "it is of a plugin that the local runner does without; use sh, or Groovy's own";
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("podTemplate", KUBERNETES),
            Map.entry("containerTemplate", KUBERNETES),
            Map.entry("container", KUBERNETES),
            Map.entry("bat", "this is not Windows; use sh"),
            Map.entry("powershell", "this is not Windows; use sh"),
            Map.entry("pwsh", "use sh"),
            Map.entry("build", "there are no other jobs here; run their Jenkinsfiles one by one"),
            Map.entry("readJSON", READING),
            Map.entry("readYaml", READING),
            Map.entry("writeJSON", READING),
            Map.entry("writeYaml", READING),
            Map.entry("httpRequest", READING));

    private Refusals() {}

    /** Returns the sentence about a step that is not there. */
    public static String step(String name) {
        String reason = REASONS.get(name);
        return "The local runner has no step '" + name + "'" + (reason == null ? "" : ": " + reason);
    }
}
