package io.jenkins.plugins.stagedflow.compose;

import java.io.Serializable;
import java.util.Set;

/**
 * A container of a service as the engine sees it.
 *
 * @param service the service it belongs to
 * @param container its name
 * @param state created, running, paused, restarting, removing, exited or dead
 * @param exitCode its last exit status; 0 while it has none
 * @param health starting, healthy or unhealthy; an empty text if it has no health check
 * @param restarts how often the engine has restarted it
 * @param outOfMemory whether it was killed for lack of memory
 * @param startedAt when it was started last, as the engine writes it
 * @param error why the engine could not start it, or an empty text
 * @param healthOutput what its last health check printed, or an empty text
 * @param restartsItself whether the engine starts it again when it ends
 */
public record ServiceState(
        String service,
        String container,
        String state,
        int exitCode,
        String health,
        int restarts,
        boolean outOfMemory,
        String startedAt,
        String error,
        String healthOutput,
        boolean restartsItself)
        implements Serializable {
    private static final Set<String> OVER = Set.of("exited", "dead");
    private static final int A_LOOP = 3;
    private static final int KILLED = 128 + 9;

    /**
     * Returns whether it has ended for good and not well, or was killed for lack of memory, or could not be started; one
     * that ended with status 0 has done its work, and one that was restarted may recover.
     */
    public boolean failed() {
        return isOver() && exitCode != 0 || outOfMemory && !isRunning() || "created".equals(state) && !error.isEmpty();
    }

    /** Returns whether it has ended for good with status 0: a service that runs once has done its work. */
    public boolean isDone() {
        return isOver() && !failed();
    }

    /** Returns whether it runs, and is not known to be in bad health or starting still. */
    public boolean isWell() {
        return isRunning() && (health.isEmpty() || "healthy".equals(health));
    }

    /** Returns whether its log and its health are worth a look when the stack is not well. */
    public boolean isSuspect() {
        return failed() || "restarting".equals(state) || "unhealthy".equals(health) || restarts >= A_LOOP;
    }

    /** Returns whether its restart count has risen so far since the given one that it will not recover. */
    public boolean loopsSince(int restartsBefore) {
        return restarts - restartsBefore >= A_LOOP;
    }

    /** Returns whether it was killed; that it was for lack of memory the engine may learn a moment later, or never. */
    public boolean isKilled() {
        return isOver() && exitCode == KILLED && !outOfMemory;
    }

    /** Returns how it is, to be put into a sentence after its name. */
    public String description() {
        String tried = restarts == 0 ? "" : " after " + restarts + (restarts == 1 ? " restart" : " restarts");
        if (outOfMemory && !isRunning()) {
            return "was killed for lack of memory" + tried;
        }
        if (isOver()) {
            return "exited with status " + exitCode + (isKilled() ? " (killed, perhaps for lack of memory)" : "")
                    + tried;
        }
        String lastExit = "restarting".equals(state) ? " (last exit status " + exitCode + ")" : "";
        return failed()
                ? "could not be started: " + error
                : "is " + state + (health.isEmpty() ? "" : " and " + health) + tried + lastExit;
    }

    private boolean isOver() {
        return OVER.contains(state);
    }

    private boolean isRunning() {
        return "running".equals(state);
    }
}
