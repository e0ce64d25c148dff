package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.jenkins.config.DeployTarget;
import io.jenkins.plugins.stagedflow.jenkins.config.Targets;
import java.util.List;

/** Finds the place that the arguments of a deployment mean, within what the administrator allows. */
final class DeployPlaces {
    private static final int USUAL_PORT = 22;

    private final Targets targets;
    private final SshLogins logins;

    DeployPlaces(Targets targets, SshLogins logins) {
        this.targets = targets;
        this.logins = logins;
    }

    /**
     * Returns the place with its login.
     *
     * @param target the name of a target, or an empty text
     * @param given what the Jenkinsfile says itself
     * @throws InvalidRequestException naming the argument, if there is no such target, the job may not use it, or the
     *     Jenkinsfile says what is not its to say
     */
    DeployPlace place(String target, DeployPlace given) {
        DeployPlace place = target.isEmpty() ? own(given) : ofTarget(targets.find(target, logins.job()), given);
        return place.knowing(targets.knownHosts());
    }

    private DeployPlace own(DeployPlace given) {
        if (targets.only()) {
            throw new InvalidRequestException(
                    "host", given.host(), "a target by its name instead: this Jenkins deploys to its targets alone");
        }
        return given.with(login(given.credentialsId()));
    }

    private DeployPlace ofTarget(DeployTarget target, DeployPlace given) {
        refuse("host", given.host().toString(), false);
        refuse("port", given.port() == USUAL_PORT ? "" : Integer.toString(given.port()), false);
        refuse("hostKey", given.hostKey(), false);
        refuse("knownHosts", given.knownHosts(), false);
        refuse("jumpHosts", String.join(", ", given.jumpHosts()), false);
        refuse("jumpHostKey", given.jumpHostKey(), false);
        refuse("user", given.user(), target.isOverrideUser());
        refuse("directory", given.directory(), target.isOverrideDirectory());
        refuse("credentialsId", given.credentialsId(), target.isOverrideCredentials());
        return new DeployPlace(
                target.getHost(),
                target.getPort(),
                Defaults.either(given.user(), target.getUser()),
                Defaults.either(given.credentialsId(), target.getCredentialsId()),
                target.getHostKey(),
                "",
                List.copyOf(target.jumps()),
                "",
                Defaults.either(given.directory(), target.getDirectory()),
                given.credentialsId().isEmpty()
                        ? systemLogin(target.getCredentialsId())
                        : login(given.credentialsId()));
    }

    private static void refuse(String argument, String value, boolean allowed) {
        if (!value.isEmpty() && !allowed) {
            throw new InvalidRequestException(argument, value, "nothing here: the target says it");
        }
    }

    private SshLogin login(String id) {
        return id.isEmpty() ? SshLogin.byAgent() : logins.sshLogin("credentialsId", id);
    }

    private SshLogin systemLogin(String id) {
        return id.isEmpty() ? SshLogin.byAgent() : logins.systemSshLogin("target", id);
    }
}
