package io.jenkins.plugins.stagedflow.jenkins;

import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.stagedflow.host.Console;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The processes of the agent, or of the container that the launcher leads to, that have a variable of a given value. */
final class MarkedProcesses {
    // The programs of the smallest images do.
    private static final String KILL = "for process in /proc/[0-9]*; do "
            + "if tr '\\0' '\\n' <\"$process/environ\" 2>/dev/null | grep -qxF \"$1\"; "
            + "then kill -9 \"${process#/proc/}\"; fi; done; exit 0";

    private final Launcher launcher;
    private final FilePath directory;
    private final String variable;
    private final String value;

    MarkedProcesses(Launcher launcher, FilePath directory, String variable, String value) {
        this.launcher = launcher;
        this.directory = directory;
        this.variable = variable;
        this.value = value;
    }

    /** Kills all of them. */
    void kill() throws IOException, InterruptedException {
        try {
            launcher.kill(Map.of(variable, value));
        } catch (IOException e) {
            // In a container Jenkins asks a ps that many images do not have.
            if (exitCodeOfShell() != 0) {
                throw e;
            }
        }
    }

    private int exitCodeOfShell() throws IOException, InterruptedException {
        return launcher.launch()
                .cmds(List.of("sh", "-c", KILL, "sh", variable + "=" + value))
                .pwd(directory)
                .stdout(new ConsoleStream(Console.silent()::line))
                .quiet(true)
                .start()
                .join();
    }
}
