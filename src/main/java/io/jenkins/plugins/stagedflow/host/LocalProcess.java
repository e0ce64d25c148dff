package io.jenkins.plugins.stagedflow.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of this machine that Java code talks to byte by byte, for {@link HostTask}s, which are on the host already.
 */
public final class LocalProcess implements AutoCloseable {
    private static final long SECONDS_TO_END = 5;
    private static final int MOST_ERRORS = 4 * 1024;

    private final Process process;

    private LocalProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param arguments program and arguments; none of them is a secret
     * @param forgotten variables of this process that it does not get
     * @param environment variables that it gets besides the rest
     */
    public static LocalProcess start(List<String> arguments, List<String> forgotten, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().keySet().removeAll(forgotten);
        builder.environment().putAll(environment);
        return new LocalProcess(builder.start());
    }

    /** Returns what the process reads. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Returns what the process writes. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Returns the beginning of what the process wrote to standard error, once it has ended. */
    public String errors() throws IOException {
        return new String(process.getErrorStream().readNBytes(MOST_ERRORS), StandardCharsets.UTF_8);
    }

    /** Ends the process: its input ends, and if that does not end it, it is killed with all it has started. */
    @Override
    public void close() throws IOException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It does not listen any more.
            process.destroy();
        }
        try {
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            new ProcessTree(process).killIfAlive();
        }
    }
}
