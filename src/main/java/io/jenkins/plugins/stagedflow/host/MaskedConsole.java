package io.jenkins.plugins.stagedflow.host;

import java.util.Collection;
import java.util.function.Consumer;

/** A console that masks and prefixes lines on their way to a sink. */
record MaskedConsole(Consumer<String> sink, String prefix, Mask mask) implements Console {
    @Override
    public void line(String text) {
        masked(text).lines().forEach(line -> sink.accept(prefix + line));
    }

    @Override
    public Console named(String name) {
        return new MaskedConsole(sink, prefix + "[" + name + "] ", mask);
    }

    @Override
    public Console masking(Collection<Secret> secrets) {
        return new MaskedConsole(sink, prefix, mask.with(secrets));
    }

    @Override
    public String masked(String text) {
        return mask.apply(text);
    }
}
