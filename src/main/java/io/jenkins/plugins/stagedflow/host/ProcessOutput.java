package io.jenkins.plugins.stagedflow.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Feeds a process, shows its lines as they come and keeps the last ones. */
final class ProcessOutput implements AutoCloseable {
    private static final int LINES_KEPT = 20;
    private static final int MOST_CAPTURED = 64 * 1024 * 1024;
    private static final long MILLIS_FOR_THE_REST = 1_000;

    private final Process process;
    private final Command command;
    private final Console console;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final StringBuilder captured = new StringBuilder();
    private final List<Thread> pumps;
    private boolean overflow;

    ProcessOutput(Process process, Command command, Console console) {
        this.process = process;
        this.command = command;
        this.console = console;
        Consumer<String> standardOutput = command.isCaptured() ? this::capture : this::show;
        pumps = List.of(
                started("stdin", this::feed),
                started("stdout", () -> pump(process.getInputStream(), standardOutput)),
                started("stderr", () -> pump(process.getErrorStream(), this::show)));
    }

    CommandResult result(int exitCode, Duration took) throws InterruptedException {
        for (Thread pump : pumps) {
            // A child in the background may hold the pipe open for long; what it prints is nobody's business.
            pump.join(MILLIS_FOR_THE_REST);
        }
        synchronized (lastLines) {
            refuseOverflow();
            return new CommandResult(command, exitCode, captured.toString(), List.copyOf(lastLines), took);
        }
    }

    @Override
    public void close() {
        pumps.forEach(Thread::interrupt);
        if (!process.isAlive()) {
            closeQuietly(process.getInputStream());
            closeQuietly(process.getErrorStream());
        }
    }

    // Half of a document read as if it were the whole would be a lie.
    private void refuseOverflow() {
        if (overflow) {
            throw new OperationFailedException(
                    "read the output of '" + command + "'", "it printed more than 64 MiB", "Ask it for less");
        }
    }

    private Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, command.arguments().get(0) + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void feed() {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(command.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The process ended or closed its input without reading all; its exit status tells what that means.
            return;
        }
    }

    private static void pump(InputStream stream, Consumer<String> lines) {
        try {
            new LineReader(stream).forEach(lines);
        } catch (IOException e) {
            lines.accept("(the output ends here: " + e.getMessage() + ")");
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

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing is left to read.
            return;
        }
    }
}
