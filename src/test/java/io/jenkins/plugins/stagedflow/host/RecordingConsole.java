package io.jenkins.plugins.stagedflow.host;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A console that keeps its lines for a test to look at. */
public final class RecordingConsole implements Console {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Console console = new MaskedConsole(lines::add, "", Mask.nothing());

    /** Returns the lines printed so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines printed so far as one text. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void line(String text) {
        console.line(text);
    }

    @Override
    public Console named(String name) {
        return console.named(name);
    }

    @Override
    public Console masking(Collection<Secret> secrets) {
        return console.masking(secrets);
    }

    @Override
    public String masked(String text) {
        return console.masked(text);
    }
}
