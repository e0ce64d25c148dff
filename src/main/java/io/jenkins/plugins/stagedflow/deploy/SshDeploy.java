package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;

/** Brings a machine reached over SSH to a version, or back to the one before. */
public final class SshDeploy {
    private final Host host;
    private final Console console;

    /** Creates the operation; the connection is made from the given host. */
    public SshDeploy(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Deploys in phases: remember what is there, git pull, docker login and compose pull, compose up, health, prune. If
     * one after git pull fails, the version before is brought back, save when the caller is interrupted or the
     * connection breaks: then the phase that runs is ended, and doing the whole again is what helps.
     *
     * @return what was done; of a request to skip, that nothing was
     * @throws io.jenkins.plugins.stagedflow.host.OperationFailedException if the new version does not run healthy in the
     *     end; says which phase failed, why, and what runs now, and keeps the {@link DeployResult}
     */
    public DeployResult deploy(DeployRequest request) throws InterruptedException {
        String target = request.target().toString();
        if (request.isSkip()) {
            console.line("Deployment to " + target + " is skipped, as asked for: nothing was done");
            return DeployResult.skipped(target, request.checkout().directory());
        }
        return host.call(new Deployment(request), console.masking(request.secrets()));
    }
}
