package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A console that does something when a line with a certain beginning is printed for the first time. */
final class TriggeringConsole implements Console {
    private final RecordingConsole recording = new RecordingConsole();
    private final Console console;

    TriggeringConsole(String beginning, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        console = Console.to(line -> {
            recording.line(line);
            if (line.startsWith(beginning) && !done.getAndSet(true)) {
                action.run();
            }
        });
    }

    String text() {
        return recording.text();
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
