package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Name and password for a registry, or nobody's. Travels to the host; the password prints masked.
 *
 * @param username the name, empty for nobody
 * @param password what goes with it
 * @param trust how the registry is reached
 */
public record RegistryLogin(String username, Secret password, Trust trust) implements Serializable {
    /** The name under which docker keeps tokens that stand for a login. */
    static final String IDENTITY_TOKEN = "<token>";

    /** Requires a name without a colon, which Basic authentication cannot carry. */
    public RegistryLogin {
        if (username.contains(":")) {
            Require.matching("username", username, java.util.regex.Pattern.compile("[^:]*"), "a name without ':'");
        }
    }

    /** Creates a login for a registry that is reached as usual. */
    public RegistryLogin(String username, Secret password) {
        this(username, password, Trust.usual());
    }

    /** Returns this login for a registry that is reached so. */
    public RegistryLogin trusting(Trust how) {
        return new RegistryLogin(username, password, how);
    }

    /** Returns the login of somebody who has none. */
    public static RegistryLogin anonymous() {
        return new RegistryLogin("", Secret.of(""));
    }

    /** Returns the login of a token that a token service changes for others, as some keep instead of a password. */
    static RegistryLogin byIdentityToken(Secret token) {
        return new RegistryLogin(IDENTITY_TOKEN, token);
    }

    /** Returns whether the password is a token that only a token service takes. */
    boolean isIdentityToken() {
        return username.equals(IDENTITY_TOKEN);
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
