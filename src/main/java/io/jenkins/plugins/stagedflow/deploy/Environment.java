package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables that the compose files see.
 *
 * @param imageTag the value of IMAGE_TAG, or an empty text
 * @param plain name to value
 * @param secret name to a value that must not be seen
 */
record Environment(String imageTag, Map<String, String> plain, Map<String, Secret> secret) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String EXPECTED = "a name of letters, digits and '_' that the deployment does not use itself";

    // Some of these would change the commands of the deployment, the others are its own.
    private static final Set<String> RESERVED = Set.of(
            "IMAGE_TAG", "DOCKER_CONFIG", "IFS", "PATH", "HOME", "TMPDIR", "PS4", "ENV", "BASH_ENV", "SHELLOPTS");

    Environment {
        plain = Collections.unmodifiableMap(new LinkedHashMap<>(plain));
        secret = Collections.unmodifiableMap(new LinkedHashMap<>(secret));
        if (!imageTag.isEmpty()) {
            ImageNames.tag("imageTag", imageTag);
        }
        plain.forEach((name, value) -> requireVariable("env", name, value));
        secret.forEach((name, value) -> requireVariable("secretEnv", name, value.reveal()));
        secret.keySet().stream().filter(plain::containsKey).findFirst().ifPresent(twice -> {
            throw new InvalidRequestException("secretEnv", twice, "a name that is not in env too");
        });
    }

    private static void requireVariable(String field, String name, String value) {
        Require.matching(field, name, NAME, EXPECTED);
        if (RESERVED.contains(name) || name.toUpperCase(Locale.ROOT).startsWith("SF_")) {
            throw new InvalidRequestException(field, name, EXPECTED);
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidRequestException(field, name, "a value without NUL for it");
        }
    }
}
