package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which version to bring to which machine, and how. Immutable, valid from the start; travels to the host. */
public final class DeployRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SshTarget target;
    private final Checkout checkout;
    private final Environment environment;
    private final Limits limits;
    private final String registry;
    private final RegistryLogin registryLogin;
    private final String healthUrl;
    private final boolean rollback;
    private final boolean skip;

    private DeployRequest(Builder builder) {
        target = new SshTarget(
                builder.host,
                builder.port,
                builder.user,
                builder.privateKey,
                builder.passphrase,
                new HostKeys(builder.hostKey, builder.knownHosts));
        checkout =
                new Checkout(builder.directory, builder.remote, builder.branch, builder.composeFiles, builder.profiles);
        environment = new Environment(builder.imageTag, builder.env, builder.secretEnv);
        limits = new Limits(builder.commandTimeout, builder.healthTimeout, builder.pruneUntil);
        registry = builder.registry;
        registryLogin = builder.registryLogin;
        healthUrl = Require.httpUrl("healthUrl", builder.healthUrl).toString();
        rollback = builder.rollback;
        skip = builder.skip;
        if (!registryLogin.isAnonymous()) {
            ImageNames.registry("registry", registry);
            Require.text("registryLogin", registryLogin.username());
        }
    }

    /** Returns a builder with the defaults of the step. */
    public static Builder builder() {
        return new Builder();
    }

    SshTarget target() {
        return target;
    }

    Checkout checkout() {
        return checkout;
    }

    Environment environment() {
        return environment;
    }

    Limits limits() {
        return limits;
    }

    String registry() {
        return registry;
    }

    RegistryLogin registryLogin() {
        return registryLogin;
    }

    String healthUrl() {
        return healthUrl;
    }

    boolean isRollback() {
        return rollback;
    }

    boolean isSkip() {
        return skip;
    }

    /** Returns everything of this request that must not be seen. */
    Collection<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(environment.secret().values());
        secrets.addAll(registryLogin.secrets());
        secrets.add(target.privateKey());
        secrets.add(target.passphrase());
        return secrets;
    }

    /** Collects the parts of a {@link DeployRequest}. */
    public static final class Builder {
        private String host = "";
        private int port = 22;
        private String user = "";
        private Secret privateKey = Secret.of("");
        private Secret passphrase = Secret.of("");
        private String hostKey = "";
        private String knownHosts = "";
        private String directory = "";
        private String branch = "main";
        private String remote = "origin";
        private String registry = "";
        private RegistryLogin registryLogin = RegistryLogin.anonymous();
        private String imageTag = "";
        private final Map<String, String> env = new LinkedHashMap<>();
        private final Map<String, Secret> secretEnv = new LinkedHashMap<>();
        private List<String> profiles = List.of();
        private List<String> composeFiles = List.of();
        private String healthUrl = "";
        private Duration healthTimeout = Duration.ofSeconds(120);
        private String pruneUntil = "72h";
        private Duration commandTimeout = Duration.ofMinutes(10);
        private boolean rollback = true;
        private boolean skip;

        private Builder() {}

        /** Sets the name or address of the target. */
        public Builder host(String value) {
            host = value;
            return this;
        }

        /** Sets the port of the target's sshd. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Sets who logs in. */
        public Builder user(String value) {
            user = value;
            return this;
        }

        /** Sets the key to log in with, in OpenSSH's format or PEM: Ed25519, ECDSA or RSA. */
        public Builder privateKey(Secret value) {
            privateKey = value;
            return this;
        }

        /** Sets what the key is encrypted with; empty if it is not. */
        public Builder passphrase(Secret value) {
            passphrase = value;
            return this;
        }

        /** Sets the host key the target must show: a public key, its line of known_hosts or its SHA256: fingerprint. */
        public Builder hostKey(String value) {
            hostKey = value;
            return this;
        }

        /** Sets the text of a known_hosts file in which the target must be; hashed names count too. */
        public Builder knownHosts(String value) {
            knownHosts = value;
            return this;
        }

        /** Sets the git checkout on the target: absolute, or from the user's home. */
        public Builder directory(String value) {
            directory = value;
            return this;
        }

        /** Sets the branch that is deployed. */
        public Builder branch(String value) {
            branch = value;
            return this;
        }

        /** Sets the git remote of the checkout that the branch comes from. */
        public Builder remote(String value) {
            remote = value;
            return this;
        }

        /** Sets who fetches images from which registry. */
        public Builder registryLogin(String host, RegistryLogin login) {
            registry = host;
            registryLogin = login;
            return this;
        }

        /** Sets the value of {@code IMAGE_TAG} for the compose files; empty to leave the variable alone. */
        public Builder imageTag(String value) {
            imageTag = value;
            return this;
        }

        /** Sets further variables for the compose files. */
        public Builder env(Map<String, String> variables) {
            env.putAll(variables);
            return this;
        }

        /** Sets variables for the compose files whose values must not be seen. */
        public Builder secretEnv(Map<String, Secret> variables) {
            secretEnv.putAll(variables);
            return this;
        }

        /** Sets the compose profiles that are active. */
        public Builder profiles(Collection<String> names) {
            profiles = List.copyOf(names);
            return this;
        }

        /** Sets the compose files, from the checkout; none for compose's own choice. */
        public Builder composeFiles(Collection<String> paths) {
            composeFiles = List.copyOf(paths);
            return this;
        }

        /** Sets the URL that answers with a status from 200 to 299 when the version is healthy; asked on the target. */
        public Builder healthUrl(String value) {
            healthUrl = value;
            return this;
        }

        /** Sets how long the version may take to become healthy. */
        public Builder healthTimeout(Duration value) {
            healthTimeout = value;
            return this;
        }

        /** Sets how old unused images must be to be removed, as in 72h or 1h30m. */
        public Builder pruneUntil(String value) {
            pruneUntil = value;
            return this;
        }

        /** Sets how long each phase may take; that of the health check has its own limit. */
        public Builder commandTimeout(Duration value) {
            commandTimeout = value;
            return this;
        }

        /** Sets whether the version before is brought back when the new one fails. */
        public Builder rollback(boolean value) {
            rollback = value;
            return this;
        }

        /** Sets whether nothing is to be done at all. */
        public Builder skip(boolean value) {
            skip = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException naming the field, if a value cannot be meant
         */
        public DeployRequest build() {
            return new DeployRequest(this);
        }
    }
}
