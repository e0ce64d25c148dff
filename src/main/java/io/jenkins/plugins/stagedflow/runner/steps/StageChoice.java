package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.util.Set;

/**
 * The stages that are to run, where not all are: those that were asked for with all that is in them, and those around them.
 *
 * @param names the names that were asked for; all stages run if there are none
 * @param around the names of stages that are known to have one of those in them
 */
public record StageChoice(Set<String> names, Set<String> around) {
    /** Copies the names. */
    public StageChoice {
        names = Set.copyOf(names);
        around = Set.copyOf(around);
    }

    /** Returns the choice of all stages. */
    public static StageChoice all() {
        return new StageChoice(Set.of(), Set.of());
    }

    /** Returns whether a stage is to be left out. */
    public boolean leavesOut(StageNode stage) {
        return !names.isEmpty() && !around.contains(stage.name()) && !isAskedFor(stage);
    }

    private boolean isAskedFor(StageNode stage) {
        return names.contains(stage.name())
                || stage.around().map(this::isAskedFor).orElse(false);
    }
}
