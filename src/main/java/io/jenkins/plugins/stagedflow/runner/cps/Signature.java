package io.jenkins.plugins.stagedflow.runner.cps;

import java.util.ArrayList;
import java.util.List;

/**
 * How a step is called.
 *
 * @param name its name
 * @param sole the argument that may be given without its name, or an empty text
 * @param arguments the names of all arguments
 * @param block whether it may have a block
 * @param bare whether it may be without
 * @param open whether it takes arguments of any name
 */
public record Signature(String name, String sole, List<String> arguments, boolean block, boolean bare, boolean open) {
    /** Copies the list. */
    public Signature {
        arguments = List.copyOf(arguments);
    }

    /** Returns a step without arguments. */
    public static Signature of(String name) {
        return new Signature(name, "", List.of(), false, true, false);
    }

    /** Returns this with an argument that may be given without its name. */
    public Signature sole(String argument) {
        List<String> all = new ArrayList<>(List.of(argument));
        all.addAll(arguments);
        return new Signature(name, argument, all, block, bare, open);
    }

    /** Returns this where an argument that it has may be given without its name. */
    public Signature withSole(String argument) {
        return new Signature(name, argument, arguments, block, bare, open);
    }

    /** Returns this with more arguments. */
    public Signature also(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Signature(name, sole, all, block, bare, open);
    }

    /** Returns this with a block that it must have. */
    public Signature withBlock() {
        return new Signature(name, sole, arguments, true, false, open);
    }

    /** Returns this with a block, or without, as the author likes. */
    public Signature withOrWithoutBlock() {
        return new Signature(name, sole, arguments, true, true, open);
    }

    /** Returns this with arguments of any name. */
    public Signature withAnyArgument() {
        return new Signature(name, sole, arguments, block, bare, true);
    }
}
