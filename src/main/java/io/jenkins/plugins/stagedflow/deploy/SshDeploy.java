package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;

/** Brings a machine reached over SSH to a version, or back to the one before. */
public final class SshDeploy {
    private static final String AGENT_VARIABLE = "SSH_AUTH_SOCK";

    private final Host host;
    private final Console console;

    /** Creates the operation; the connection is made from the given host. */
    public SshDeploy(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Deploys in phases: remember what is there, git fetch, check the new files, move the checkout, docker login and
     * compose pull, compose up, health, record, prune. If one after the move fails, also because the connection breaks,
     * the version before is brought back. When the caller is interrupted, the phase that runs is ended and nothing more
     * is done; the next deployment still knows the way back.
     *
     * @return what was done; of a request to skip, that nothing was; of a request for a plan, what would be
     * @throws OperationFailedException if the new version does not run healthy in the end; says which phase failed, why,
     *     and what runs now, and keeps the {@link DeployResult}
     */
    public DeployResult deploy(DeployRequest request) throws InterruptedException {
        String target = request.target().toString();
        if (request.isSkip()) {
            console.line("Deployment to " + target + " is skipped, as asked for: nothing was done");
            return DeployResult.skipped(target, request.checkout().directory());
        }
        Console masked = console.masking(request.secrets());
        if (request.isPlan()) {
            List<String> plan = new Plan(request).lines();
            plan.forEach(masked::line);
            return DeployResult.planned(target, request.checkout().directory(), plan);
        }
        return host.call(new Deployment(request, access(request)), masked);
    }

    private SshAccess access(DeployRequest request) {
        String socket = host.environment().getOrDefault(AGENT_VARIABLE, "");
        if (request.target().identity().agent() && socket.isEmpty()) {
            throw new OperationFailedException(
                    "ask the ssh-agent for a key",
                    "the variable " + AGENT_VARIABLE + " of the host is not set",
                    "Start one around the step, or give a private key");
        }
        return new SshAccess(socket, request.limits().keepAlive());
    }
}
