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
 */
public record ServiceState(
        String service, String container, String state, int exitCode, String health, int restarts, boolean outOfMemory)
        implements Serializable {
    private static final Set<String> OVER = Set.of("exited", "dead");

    /** Returns whether it has ended for good and not well; one that ended with status 0 has done its work. */
    public boolean failed() {
        return OVER.contains(state) && (exitCode != 0 || outOfMemory);
    }

    /** Returns how it is, to be put into a sentence after its name. */
    public String description() {
        if (OVER.contains(state)) {
            return outOfMemory ? "was killed for lack of memory" : "exited with status " + exitCode;
        }
        String tried = restarts == 0 ? "" : " after " + restarts + " restarts";
        return "is " + state + (health.isEmpty() ? "" : " and " + health) + tried;
    }
}
