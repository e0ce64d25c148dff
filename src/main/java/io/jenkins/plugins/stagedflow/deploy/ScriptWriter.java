package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes the script of a phase: its values as quoted assignments, then the script as it is in the resources. Secrets are
 * only in the scripts of the phases that need them.
 *
 * @param request what to deploy
 * @param mark the word that lines with facts begin with; nobody can guess it
 * @param shown how a secret is written
 */
record ScriptWriter(DeployRequest request, String mark, Function<Secret, String> shown) {
    private static final String PRELUDE = "prelude";

    /** How long a lock whose holder gives no sign of life is respected. */
    static final int STALE_SECONDS = 60;

    /** Returns a writer of scripts that can be run. */
    static ScriptWriter of(DeployRequest request, String mark) {
        return new ScriptWriter(request, mark, Secret::reveal);
    }

    /** Returns a writer of scripts that can be shown. */
    static ScriptWriter masked(DeployRequest request) {
        return new ScriptWriter(request, "staged-flow", Secret::toString);
    }

    /** Returns the script of a phase for the version of the given tag, which may be empty, with further values. */
    String write(Phase phase, String imageTag, Map<String, String> more) {
        return values(phase, imageTag, more) + compose() + "main() {\n" + resource(PRELUDE) + body(phase)
                + "}\nmain 3<&0 </dev/null; exit $?\n";
    }

    /** Returns the values of a phase as a shell is told them. */
    String values(Phase phase, String imageTag, Map<String, String> more) {
        StringBuilder script = new StringBuilder();
        common(phase, more).forEach((name, value) -> assign(script, "", name, value));
        if (phase.isLoggingIn()) {
            assign(
                    script,
                    "",
                    "SF_REGISTRY_PASSWORD",
                    shown.apply(request.registryLogin().password()));
        }
        if (phase.isComposing()) {
            Environment environment = request.environment();
            environment.plain().forEach((name, value) -> assign(script, "export ", name, value));
            environment.secret().forEach((name, value) -> assign(script, "export ", name, shown.apply(value)));
        }
        if (!imageTag.isEmpty()) {
            assign(script, "export ", "IMAGE_TAG", imageTag);
        }
        return script.toString();
    }

    /** Returns what a phase does. */
    static String body(Phase phase) {
        return resource(phase.title());
    }

    /** Returns the call of compose, with the files and profiles of the request. */
    String compose() {
        return "compose() { sf_compose" + request.checkout().composeArguments() + " \"$@\"; }\n";
    }

    private Map<String, String> common(Phase phase, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("SF_MARK", mark);
        values.put("SF_PHASE", phase.title());
        values.put("SF_DIRECTORY", request.checkout().directory());
        values.put("SF_REMOTE", request.checkout().remote());
        values.put("SF_BRANCH", request.checkout().branch());
        values.put("SF_HEALTH_URL", request.healthUrl());
        values.put("SF_HEALTH_SECONDS", Long.toString(request.limits().health().toSeconds()));
        values.put("SF_STALE_SECONDS", Integer.toString(STALE_SECONDS));
        values.put("SF_REGISTRY", request.registry());
        values.put("SF_REGISTRY_USER", request.registryLogin().username());
        storage(values, request.storage());
        return values;
    }

    private static void storage(Map<String, String> values, Storage storage) {
        values.put("SF_PRUNE_UNTIL", storage.pruneUntil());
        values.put("SF_PRUNE_SECONDS", Long.toString(storage.pruneSeconds()));
        values.put("SF_KEEP", Integer.toString(storage.keep()));
        values.put("SF_FREE_KILOBYTES", Integer.toString(storage.fileKilobytes()));
        values.put("SF_FREE_IMAGE_KILOBYTES", Integer.toString(storage.imageKilobytes()));
    }

    private static void assign(StringBuilder script, String how, String name, String value) {
        script.append(how)
                .append(name)
                .append('=')
                .append(ShellQuote.quote(value))
                .append('\n');
    }

    /** Returns a script as it is in the jar. */
    static String resource(String name) {
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
