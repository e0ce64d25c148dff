package io.jenkins.plugins.stagedflow.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.List;

/**
 * What became of deployments to several machines.
 *
 * @param targets each of them, in the order of the request
 */
public record RolloutResult(List<Item> targets) implements Serializable {
    /** Copies the list. */
    public RolloutResult {
        targets = List.copyOf(targets);
    }

    /**
     * What became of one.
     *
     * @param target the machine and the directory
     * @param state {@code deployed}, {@code failed} or {@code not begun}
     * @param result what was done, as far as is known
     * @param failure why it failed, or an empty text
     */
    public record Item(
            String target, String state, @CheckForNull DeployResult result, String failure) implements Serializable {
        static Item deployed(DeployRequest request, DeployResult result) {
            return new Item(request.place(), "deployed", result, "");
        }

        static Item failed(DeployRequest request, @CheckForNull DeployResult reached, String why) {
            return new Item(request.place(), "failed", reached, why);
        }

        static Item notBegun(DeployRequest request) {
            return new Item(request.place(), "not begun", null, "");
        }
    }
}
