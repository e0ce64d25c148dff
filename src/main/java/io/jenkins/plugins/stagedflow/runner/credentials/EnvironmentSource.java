package io.jenkins.plugins.stagedflow.runner.credentials;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Variables {@code STAGED_FLOW_CREDENTIAL_<ID>_<FIELD>}; with {@code _FROM} behind it, the variable names a file that holds
 * the value.
 */
public final class EnvironmentSource implements CredentialSource {
    private static final String PREFIX = "STAGED_FLOW_CREDENTIAL_";
    private static final String FROM = "_FROM";

    private final Map<String, String> environment;

    /** Creates a source over an environment. */
    public EnvironmentSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Returns whether a variable is one of these, which no step may see. */
    public static boolean isCredential(String variable) {
        return variable.startsWith(PREFIX);
    }

    @Override
    public Optional<Secret> find(String id, CredentialField field) {
        String variable = field.variable(id);
        String value = environment.get(variable);
        if (value != null) {
            return Optional.of(Secret.of(value));
        }
        return Optional.ofNullable(environment.get(variable + FROM)).map(file -> content(variable + FROM, file));
    }

    private static Secret content(String variable, String file) {
        try {
            return CredentialText.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new InvalidRequestException(variable, file, "a file that can be read");
        }
    }
}
