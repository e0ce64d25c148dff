package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.Map;

/**
 * Asks a version whether it is healthy: on the target, and then from the host if there is a URL for that.
 *
 * @param target the machine
 * @param request which URLs to ask
 * @param progress takes the answer
 * @param console tells about it
 * @param timing how time passes
 */
record HealthCheck(Target target, DeployRequest request, Progress progress, Console console, Timing timing) {
    /** Returns when the version is healthy; throws if it does not become so in time. */
    void await(String title, String imageTag) throws InterruptedException {
        progress.healthy(false, "");
        RemoteOutput output = target.run(Phase.HEALTH, title, imageTag, Map.of());
        if (!request.agentHealthUrl().isEmpty()) {
            fromHere("agent-" + title);
        }
        progress.healthy(true, output.fact("body"));
    }

    private void fromHere(String title) throws InterruptedException {
        long start = System.nanoTime();
        try {
            new HealthProbe(request.agentHealthUrl(), timing, console.named(title))
                    .await(timing.deadline(request.limits().health()));
        } finally {
            target.took(title, System.nanoTime() - start);
        }
    }
}
