package io.jenkins.plugins.stagedflow.runner.cps;

import java.util.ArrayList;
import java.util.List;

/**
 * How a step is called.
 *
 * @param name its name
 * @param sole the argument that may be given without its name, or an empty text
 * @param arguments the names of all arguments
 * @param block whether it takes a block
 * @param open whether it takes arguments of any name
 */
public record Signature(String name, String sole, List<String> arguments, boolean block, boolean open) {
    /** Copies the list. */
    public Signature {
        arguments = List.copyOf(arguments);
    }

    /** Returns a step without arguments. */
    public static Signature of(String name) {
        return new Signature(name, "", List.of(), false, false);
    }

    /** Returns this with an argument that may be given without its name. */
    public Signature sole(String argument) {
        List<String> all = new ArrayList<>(List.of(argument));
        all.addAll(arguments);
        return new Signature(name, argument, all, block, open);
    }

    /** Returns this with more arguments. */
    public Signature also(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Signature(name, sole, all, block, open);
    }

    /** Returns this with a block. */
    public Signature withBlock() {
        return new Signature(name, sole, arguments, true, open);
    }

    /** Returns this with arguments of any name. */
    public Signature withAnyArgument() {
        return new Signature(name, sole, arguments, block, true);
    }
}
