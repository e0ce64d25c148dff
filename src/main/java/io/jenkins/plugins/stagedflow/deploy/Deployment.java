package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.util.UUID;

/** One deployment, from the connection to its end, as it runs on the host. */
record Deployment(DeployRequest request) implements HostTask<DeployResult> {
    @Override
    public DeployResult run(Console console) throws InterruptedException {
        Console masked = console.masking(request.secrets());
        String mark = UUID.randomUUID().toString();
        try (SshConnection connection = SshConnection.open(request.target());
                Target target = new Target(connection, request, mark, masked)) {
            return new Conversation(target, request, masked).deploy();
        }
    }
}
