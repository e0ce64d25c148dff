package io.jenkins.plugins.stagedflow.runner.context;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that a step sees: those of the machine (inside a node only), over them those of the run, over them those of
 * the blocks around the step, from the outside in. Immutable, save for the variables of the run, which its script may set.
 */
public final class Environment {
    private final Build build;
    private final Map<String, String> machine;
    private final List<Map<String, String>> blocks;

    private Environment(Build build, Map<String, String> machine, List<Map<String, String>> blocks) {
        this.build = build;
        this.machine = machine;
        this.blocks = blocks;
    }

    /** Returns what a step outside of every node sees. */
    static Environment of(Build build) {
        return new Environment(build, Map.of(), List.of());
    }

    /** Returns this inside a node. */
    Environment on(Map<String, String> variables) {
        return new Environment(build, Map.copyOf(variables), blocks);
    }

    /** Returns this inside a block that sets variables; {@code PATH+X} puts a directory before what PATH has. */
    Environment with(Map<String, String> variables) {
        List<Map<String, String>> more = new ArrayList<>(blocks);
        more.add(new LinkedHashMap<>(variables));
        return new Environment(build, machine, more);
    }

    /** Returns all variables. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(machine);
        all.putAll(build.variables());
        blocks.forEach(block -> block.forEach((name, value) -> override(all, name, value)));
        return all;
    }

    /** Returns a variable, or null if it is not set. */
    @edu.umd.cs.findbugs.annotations.CheckForNull
    public String get(String name) {
        return all().get(name);
    }

    // As hudson.EnvVars: nothing unsets.
    private static void override(Map<String, String> all, String name, String value) {
        int plus = name.indexOf('+');
        if (plus > 0) {
            String whole = name.substring(0, plus);
            String before = all.get(whole);
            all.put(whole, before == null ? value : value + File.pathSeparator + before);
        } else if (value.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
    }
}
