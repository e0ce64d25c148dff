package io.jenkins.plugins.stagedflow.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells what a deployment would do: every script as it would be sent, save that secrets are masked and that what only the
 * target knows is named. Nothing is connected to.
 *
 * @param request what would be deployed
 */
record Plan(DeployRequest request) {
    private static final List<Phase> WAY = List.of(
            Phase.LOCK,
            Phase.REMEMBER,
            Phase.FETCH,
            Phase.CHECK,
            Phase.CHECKOUT,
            Phase.IMAGES,
            Phase.UP,
            Phase.HEALTH,
            Phase.RECORD,
            Phase.PRUNE);
    private static final List<Phase> BACK = List.of(Phase.RESTORE, Phase.ROLLBACK, Phase.HEALTH, Phase.SETTLE);

    /** Returns the plan, line by line; each line of a phase begins with its name. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        request.target().jumps().forEach(jump -> lines.add("connect to " + jump + ", on the way"));
        lines.add("connect to " + request.target()
                + " and run one shell a phase, which reads its script from standard input");
        add(
                lines,
                "every phase begins with",
                ScriptWriter.resource("prelude") + ScriptWriter.masked(request).compose());
        WAY.forEach(phase -> add(lines, phase));
        if (!request.agentHealthUrl().isEmpty()) {
            lines.add("[agent-health] ask " + request.agentHealthUrl() + " from here, before record");
        }
        lines.add(request.isRollback() ? "if a phase after checkout fails:" : "if checkout fails:");
        BACK.stream()
                .filter(phase -> request.isRollback() || phase == Phase.RESTORE)
                .forEach(phase -> add(lines, phase));
        return lines;
    }

    private void add(List<String> lines, Phase phase) {
        String values = ScriptWriter.masked(request)
                .values(phase, request.environment().imageTag(), Map.of("SF_COMMIT", commit()));
        add(lines, phase.title(), values + ScriptWriter.body(phase));
    }

    private String commit() {
        String commit = request.checkout().commit();
        return commit.isEmpty() ? "head of " + request.checkout().branch() : commit;
    }

    private static void add(List<String> lines, String title, String script) {
        Stream.of(script.split("\n"))
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .forEach(line -> lines.add("[" + title + "] " + line));
    }
}
