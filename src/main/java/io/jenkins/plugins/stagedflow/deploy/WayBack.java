package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import java.util.List;
import java.util.Map;

/**
 * The way back to what was there before.
 *
 * @param target the machine
 * @param request what was to be deployed
 * @param progress how far it came
 * @param health asks whether it worked
 * @param console tells about it
 */
record WayBack(Target target, DeployRequest request, Progress progress, HealthCheck health, Console console) {
    private static final int ATTEMPTS = 3;

    /** Brings the checkout alone back, and returns in a sentence how it is now. */
    String restore(PhaseFailedException failure) throws InterruptedException {
        try {
            persistently(failure, () -> target.run(Phase.RESTORE, progress.values()));
            progress.restored();
            return "Nothing that runs was touched, and the checkout is at " + former().head() + " as before";
        } catch (PhaseFailedException e) {
            return "Nothing that runs was touched, but the checkout may be half way to %s (%s); the next deployment sets"
                            .formatted(progress.newCommit(), e.getMessage())
                    + " it back";
        }
    }

    /** Brings the version before back if the request allows it, and returns in a sentence what runs now. */
    String rollBack(PhaseFailedException failure) throws InterruptedException {
        progress.unsure();
        if (!request.isRollback()) {
            return "It was not rolled back, as asked for; " + running(failure);
        }
        console.line("Rolling back to " + (former().ran() ? former().version() : "nothing, as before"));
        try {
            persistently(failure, this::rollBack);
            return former().ran()
                    ? "It was rolled back: " + former().version() + " runs again and is healthy"
                    : "Nothing ran before, and nothing runs now: what was started is removed";
        } catch (PhaseFailedException e) {
            progress.unsure();
            return "The rollback failed too (%s); %s. Look at the target before anything else; the next deployment still"
                            .formatted(e.getMessage(), running(e))
                    + " knows the way back to " + (former().ran() ? former().version() : "nothing");
        }
    }

    /** Does something on the target, and again when the connection breaks meanwhile. */
    void persistently(PhaseFailedException before, Step step) throws InterruptedException {
        PhaseFailedException last = before;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (last instanceof ConnectionLostException || !target.isHeld()) {
                target.reconnect();
            }
            try {
                step.go();
                return;
            } catch (ConnectionLostException e) {
                last = e;
            }
        }
        throw last;
    }

    private void rollBack() throws InterruptedException {
        Map<String, String> values = progress.values();
        progress.starting(true);
        target.run(Phase.ROLLBACK, Phase.ROLLBACK.title(), request.environment().imageTag(), values);
        progress.starting(false);
        if (former().ran()) {
            health.await("rollback-health", former().tag());
            target.run(Phase.SETTLE, Map.of());
        }
        progress.rolledBack();
    }

    private Former former() {
        return progress.former();
    }

    private String running(PhaseFailedException failure) throws InterruptedException {
        try {
            persistently(
                    failure,
                    () -> progress.running(target.run(Phase.RUNNING, Map.of()).facts("running")));
            List<String> containers = progress.result().running();
            return containers.isEmpty() ? "no container runs now" : "now there are: " + String.join(", ", containers);
        } catch (PhaseFailedException e) {
            return "what runs now could not be found out (" + e.getMessage() + ")";
        }
    }

    /** Something to do on the target. */
    @FunctionalInterface
    interface Step {
        /** Does it. */
        void go() throws InterruptedException;
    }
}
