package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Name and password for a registry, or nobody's. Travels to the host; the password prints masked. */
public record RegistryLogin(String username, Secret password) implements Serializable {
    /** Requires a name without a colon, which Basic authentication cannot carry. */
    public RegistryLogin {
        if (username.contains(":")) {
            Require.matching("username", username, java.util.regex.Pattern.compile("[^:]*"), "a name without ':'");
        }
    }

    /** Returns the login of somebody who has none. */
    public static RegistryLogin anonymous() {
        return new RegistryLogin("", Secret.of(""));
    }

    /** Returns whether there is no login. */
    public boolean isAnonymous() {
        return username.isEmpty();
    }

    /** Returns name and password as the {@code Basic} scheme and Docker's {@code config.json} encode them. */
    public Secret basic() {
        String pair = username + ":" + password.reveal();
        return Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns everything of this login that must not be seen. */
    public List<Secret> secrets() {
        return isAnonymous() ? List.of() : List.of(password, basic());
    }
}
