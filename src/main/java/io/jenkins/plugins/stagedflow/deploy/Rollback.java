package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import java.util.Map;

/**
 * The way back to the version before.
 *
 * @param target the machine
 * @param request what was to be deployed
 * @param progress how far it came
 * @param console tells about it
 */
record Rollback(Target target, DeployRequest request, Progress progress, Console console) {
    /** Brings the version before back if the request allows it, and returns in a sentence what runs now. */
    String afterFailure() throws InterruptedException {
        progress.unsure();
        if (!request.isRollback()) {
            return "It was not rolled back, as asked for; " + running();
        }
        console.line("Rolling back to " + (former().ran() ? former().version() : "nothing, as before"));
        try {
            return rollBack();
        } catch (PhaseFailedException e) {
            progress.unsure();
            return "The rollback failed too (%s); %s. Look at the target before anything else"
                    .formatted(e.getMessage(), running());
        }
    }

    private String rollBack() throws InterruptedException {
        Map<String, String> values = Map.of(
                "SF_RAN_BEFORE", former().ran() ? "yes" : "no",
                "SF_FORMER_COMMIT", former().commit(),
                "SF_FORMER_TAG", former().tag(),
                "SF_FORMER_IMAGES", String.join("\n", former().containers()));
        target.run(Phase.ROLLBACK, Phase.ROLLBACK.title(), request.environment().imageTag(), values);
        if (!former().ran()) {
            progress.rolledBack();
            return "Nothing ran before, and nothing runs now: what was started is removed";
        }
        RemoteOutput answer = target.run(Phase.HEALTH, "rollback-health", former().tag(), Map.of());
        progress.rolledBack();
        progress.healthy(true, answer.fact("body"));
        return "It was rolled back: " + former().version() + " runs again and is healthy";
    }

    private Former former() {
        return progress.former();
    }

    private String running() throws InterruptedException {
        try {
            String containers = String.join(", ", target.run(Phase.RUNNING).facts("running"));
            return containers.isEmpty() ? "no container runs now" : "now there are: " + containers;
        } catch (PhaseFailedException e) {
            return "what runs now could not be found out (" + e.getMessage() + ")";
        }
    }
}
