package io.jenkins.plugins.stagedflow.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the script of a phase: its values as quoted assignments, then the script as it is in the resources.
 *
 * @param request what to deploy
 * @param mark the word that lines with facts begin with; nobody can guess it
 */
record ScriptWriter(DeployRequest request, String mark) {
    private static final String PRELUDE = "prelude";

    /** Returns the script of a phase for the new version. */
    String write(Phase phase) {
        return write(phase, request.environment().imageTag(), Map.of());
    }

    /** Returns the script of a phase for the version of the given tag, which may be empty, with further values. */
    String write(Phase phase, String imageTag, Map<String, String> more) {
        StringBuilder script = new StringBuilder();
        values(more).forEach((name, value) -> assign(script, "", name, value));
        request.environment().plain().forEach((name, value) -> assign(script, "export ", name, value));
        request.environment().secret().forEach((name, value) -> assign(script, "export ", name, value.reveal()));
        if (!imageTag.isEmpty()) {
            assign(script, "export ", "IMAGE_TAG", imageTag);
        }
        script.append("compose() { sf_compose")
                .append(request.checkout().composeArguments())
                .append(" \"$@\"; }\n")
                .append("main() {\n")
                .append(resource(PRELUDE))
                .append(resource(phase.title()))
                .append("}\nmain 3<&0 </dev/null; exit $?\n");
        return script.toString();
    }

    private Map<String, String> values(Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("SF_MARK", mark);
        values.put("SF_DIRECTORY", request.checkout().directory());
        values.put("SF_REMOTE", request.checkout().remote());
        values.put("SF_BRANCH", request.checkout().branch());
        values.put("SF_HEALTH_URL", request.healthUrl());
        values.put("SF_HEALTH_SECONDS", Long.toString(request.limits().health().toSeconds()));
        values.put("SF_PRUNE_UNTIL", request.limits().pruneUntil());
        values.put("SF_REGISTRY", request.registry());
        values.put("SF_REGISTRY_USER", request.registryLogin().username());
        values.put("SF_REGISTRY_PASSWORD", request.registryLogin().password().reveal());
        return values;
    }

    private static void assign(StringBuilder script, String how, String name, String value) {
        script.append(how)
                .append(name)
                .append('=')
                .append(ShellQuote.quote(value))
                .append('\n');
    }

    private static String resource(String name) {
        try (InputStream script = ScriptWriter.class.getResourceAsStream(name + ".sh")) {
            if (script == null) {
                throw new IllegalStateException("The script " + name + ".sh is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
