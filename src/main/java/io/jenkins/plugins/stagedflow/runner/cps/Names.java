package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What code of a pipeline may use by name: steps, and global variables such as {@code env}. */
public final class Names {
    private final TreeMap<String, Step> steps = new TreeMap<>();
    private final TreeMap<String, Supplier<Object>> variables = new TreeMap<>();
    private final TreeMap<String, Supplier<Object>> ofLibraries = new TreeMap<>();

    /** Adds steps. */
    public Names steps(Collection<? extends Step> more) {
        more.forEach(step -> steps.put(step.signature().name(), step));
        return this;
    }

    /** Puts another step in the place of each. */
    public void replaceSteps(UnaryOperator<Step> replacement) {
        steps.replaceAll((name, step) -> replacement.apply(step));
    }

    /** Adds a global variable. */
    public Names variable(String name, Supplier<Object> value) {
        variables.put(name, value);
        return this;
    }

    /** Adds a variable of a library, of which each script has one of its own; the first library with it counts. */
    public void ofLibrary(String name, Supplier<Object> maker) {
        ofLibraries.putIfAbsent(name, maker);
    }

    /** Returns a new value of a variable of a library, if there is one of that name. */
    public Optional<Object> ofLibrary(String name) {
        return Optional.ofNullable(ofLibraries.get(name)).map(Supplier::get);
    }

    /** Returns the names of the steps. */
    public Set<String> steps() {
        return new TreeSet<>(steps.keySet());
    }

    /** Returns the names of the global variables. */
    public Set<String> variables() {
        Set<String> all = new TreeSet<>(variables.keySet());
        all.addAll(ofLibraries.keySet());
        return all;
    }

    /** Returns the value of a global variable, if there is one of that name. */
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(Supplier::get);
    }

    /**
     * Calls a step from the code that runs.
     *
     * @param arguments as Groovy packs them
     * @throws StepFailure if there is no such step here
     */
    @CheckForNull
    public Object call(String name, @CheckForNull Object arguments) {
        Step step = steps.get(name);
        if (step == null) {
            throw new StepFailure(Refusals.step(name));
        }
        return PipelineThread.current().call(step, Arguments.of(step.signature(), arguments));
    }
}
