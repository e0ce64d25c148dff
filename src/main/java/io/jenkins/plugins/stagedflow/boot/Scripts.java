package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The shell scripts of background work. They are constant; what they work with goes in as arguments. */
final class Scripts {
    private Scripts() {}

    /** Runs the commands one after another, each again while its failure may pass; all output goes to the log. */
    static Command.Builder persist(HostPath log, List<Command> commands) {
        Command.Builder script = Command.of("/bin/sh", "-c", text("persist"), "persist", log.value());
        for (Command command : commands) {
            script.arguments(Integer.toString(command.arguments().size())).arguments(command.arguments());
        }
        return script;
    }

    /** Fails when one of the containers whose ids the command prints is of the services and has ended badly. */
    static Command alive(List<String> services, Command ids) {
        return Command.of("/bin/sh", "-c", text("alive"), "alive", String.join(" ", services))
                .arguments(ids.arguments())
                .build();
    }

    /** Runs the command while nobody else has the turn that the directory stands for. */
    static Command turn(HostPath lock, Command command) {
        return Command.of("/bin/sh", "-c", text("turn"), "turn", lock.value())
                .arguments(command.arguments())
                .build();
    }

    private static String text(String name) {
        try (InputStream script = Scripts.class.getResourceAsStream(name + ".sh")) {
            return script == null ? "exit 127" : new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
