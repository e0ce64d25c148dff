package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Shows the lines of a process as they come, or captures them, and keeps the last ones. */
final class ProcessLines {
    private static final int LINES_KEPT = 20;
    private static final int MOST_CAPTURED = 64 * 1024 * 1024;

    private final Command command;
    private final Console console;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final StringBuilder captured = new StringBuilder();
    private final ConsoleStream standardOutput;
    private final ConsoleStream standardError = new ConsoleStream(this::show);
    private boolean overflow;

    ProcessLines(Command command, Console console) {
        this.command = command;
        this.console = console;
        standardOutput = new ConsoleStream(command.isCaptured() ? this::capture : this::show);
    }

    ConsoleStream standardOutput() {
        return standardOutput;
    }

    ConsoleStream standardError() {
        return standardError;
    }

    CommandResult result(int exitCode, Duration took) {
        standardOutput.finish();
        standardError.finish();
        synchronized (lastLines) {
            refuseOverflow();
            return new CommandResult(command, exitCode, captured.toString(), List.copyOf(lastLines), took);
        }
    }

    // Half of a document read as if it were the whole would be a lie.
    private void refuseOverflow() {
        if (overflow) {
            throw new OperationFailedException(
                    "read the output of '" + command + "'", "it printed more than 64 MiB", "Ask it for less");
        }
    }

    private void show(String line) {
        keep(line);
        console.line(line);
    }

    private void capture(String line) {
        keep(line);
        synchronized (lastLines) {
            overflow |= captured.length() + line.length() >= MOST_CAPTURED;
            if (!overflow) {
                captured.append(line).append('\n');
            }
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            if (!line.isBlank()) {
                lastLines.addLast(console.masked(line.strip()));
            }
            while (lastLines.size() > LINES_KEPT) {
                lastLines.removeFirst();
            }
        }
    }
}
