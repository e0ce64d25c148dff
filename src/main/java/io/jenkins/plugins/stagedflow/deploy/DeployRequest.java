package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which version to bring to which machine, and how. Immutable, valid from the start; travels to the host. */
public final class DeployRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SshTarget target;
    private final Checkout checkout;
    private final Environment environment;
    private final Limits limits;
    private final Storage storage;
    private final String registry;
    private final RegistryLogin registryLogin;
    private final String healthUrl;
    private final String agentHealthUrl;
    private final boolean rollback;
    private final boolean skip;
    private final boolean plan;

    DeployRequest(DeployRequestBuilder builder) {
        target = builder.target();
        checkout = builder.checkout();
        environment = builder.environment();
        limits = builder.limits();
        storage = builder.storage();
        registry = builder.registry;
        registryLogin = builder.registryLogin;
        healthUrl = Require.httpUrl("healthUrl", builder.healthUrl).toString();
        agentHealthUrl = builder.agentHealthUrl.isEmpty()
                ? ""
                : Require.httpUrl("agentHealthUrl", builder.agentHealthUrl).toString();
        rollback = builder.rollback;
        skip = builder.skip;
        plan = builder.plan;
        if (!registryLogin.isAnonymous()) {
            ImageNames.registry("registry", registry);
            Require.text("registryLogin", registryLogin.username());
        }
    }

    /** Returns a builder with the defaults of the step. */
    public static DeployRequestBuilder builder() {
        return new DeployRequestBuilder();
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

    Storage storage() {
        return storage;
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

    String agentHealthUrl() {
        return agentHealthUrl;
    }

    boolean isRollback() {
        return rollback;
    }

    boolean isSkip() {
        return skip;
    }

    boolean isPlan() {
        return plan;
    }

    /** Returns the target and its directory, by which one deployment is told from another. */
    String place() {
        return target + ":" + checkout.directory();
    }

    /** Returns everything of this request that must not be seen. */
    Collection<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(environment.secret().values());
        secrets.addAll(registryLogin.secrets());
        List<SshTarget> machines = new ArrayList<>(target.jumps());
        machines.add(target);
        machines.forEach(machine -> {
            secrets.add(machine.identity().privateKey());
            secrets.add(machine.identity().passphrase());
        });
        return secrets;
    }
}
