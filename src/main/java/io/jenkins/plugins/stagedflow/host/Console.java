package io.jenkins.plugins.stagedflow.host;

import java.util.Collection;
import java.util.function.Consumer;

/** Where a step tells what it does, line by line. Safe for use by several threads at once. */
public interface Console {
    /** Prints one line; secrets this console knows are masked in it. */
    void line(String text);

    /** Returns a console that prints to the same place, each line prefixed with {@code [name]}. */
    Console named(String name);

    /** Returns a console that prints to the same place and masks the given secrets besides those masked already. */
    Console masking(Collection<Secret> secrets);

    /** Returns the text as this console would show it, for messages that end up elsewhere. */
    String masked(String text);

    /** Returns a console that hands its lines, masked and prefixed, to the given place, which several threads may use. */
    static Console to(Consumer<String> lines) {
        return new MaskedConsole(lines, "", Mask.nothing());
    }

    /** Returns a console that shows nothing. */
    static Console silent() {
        return to(line -> {});
    }
}
