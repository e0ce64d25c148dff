package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The stages that are to run, where not all are: those asked for with all that is in them, and those around them. */
public final class StageChoice {
    private final Set<String> names;
    private final Set<String> around = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    /** Creates a choice of stages by their names; all stages run if there are none. */
    public StageChoice(Collection<String> names) {
        this.names = new TreeSet<>(names);
    }

    /** Tells that a stage stands in others, as the source has it. */
    public void nested(String name, Collection<String> others) {
        if (names.contains(name)) {
            around.addAll(others);
        }
    }

    /** Returns the names that were asked for and that no stage had. */
    public List<String> notThere() {
        return names.stream().filter(name -> !seen.contains(name)).toList();
    }

    /** Returns whether a stage is to be left out. */
    boolean leavesOut(StageNode stage) {
        seen.add(stage.name());
        return !names.isEmpty() && !around.contains(stage.name()) && !isOfTheRunner(stage) && !isAskedFor(stage);
    }

    // Cells of a matrix are named as it runs, and without the sources no stage is of use.
    private static boolean isOfTheRunner(StageNode stage) {
        return stage.name().startsWith("Matrix - ") || stage.name().equals("Declarative: Checkout SCM");
    }

    private boolean isAskedFor(StageNode stage) {
        return names.contains(stage.name())
                || stage.around().map(this::isAskedFor).orElse(false);
    }
}
