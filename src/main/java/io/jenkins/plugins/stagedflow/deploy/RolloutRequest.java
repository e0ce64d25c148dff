package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Deployments to several machines.
 *
 * @param targets what to deploy where, in order; none twice
 * @param canary whether the first goes alone and then all others at once; else it is one after another
 */
public record RolloutRequest(List<DeployRequest> targets, boolean canary) implements Serializable {
    /** Copies the list and checks it. */
    public RolloutRequest {
        Require.distinct("targets", targets.stream().map(DeployRequest::place).toList(), "at least one target");
        targets = List.copyOf(targets);
    }

    /** Returns the targets by turns: those of a turn at once, the next turn only if all of them succeeded. */
    List<List<DeployRequest>> turns() {
        List<List<DeployRequest>> turns = new ArrayList<>();
        if (canary && targets.size() > 1) {
            turns.add(targets.subList(0, 1));
            turns.add(targets.subList(1, targets.size()));
        } else {
            targets.forEach(target -> turns.add(List.of(target)));
        }
        return turns;
    }
}
