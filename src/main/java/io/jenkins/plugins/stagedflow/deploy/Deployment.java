package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.UUID;

/**
 * One deployment, from the connection to its end, as it runs on the host.
 *
 * @param request what to deploy
 * @param access how the host reaches the target
 */
record Deployment(DeployRequest request, SshAccess access) implements HostTask<DeployResult> {
    @Override
    public DeployResult run(Console console) throws InterruptedException {
        Console masked = console.masking(request.secrets());
        // The time of the host: this has travelled there.
        Timing timing = Timing.system();
        try (Target target = new Target(request, access, UUID.randomUUID().toString(), masked, timing)) {
            target.connect();
            return new Conversation(target, request, masked, timing).deploy();
        }
    }
}
