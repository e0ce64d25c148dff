package io.jenkins.plugins.stagedflow.host;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** This machine as a host: {@link ProcessBuilder}, {@link java.nio.file}, a direct call. */
public final class LocalHost implements Host {
    private final HostPath directory;
    private final Map<String, String> environment;
    private final HostFiles files = new LocalFiles();

    /** Creates a host whose relative paths start in the given directory and whose processes get this environment. */
    public LocalHost(Path directory, Map<String, String> environment) {
        this.directory = new HostPath(directory.toAbsolutePath().normalize().toString());
        this.environment = Map.copyOf(environment);
    }

    @Override
    public HostPath directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public HostFiles files() {
        return files;
    }

    @Override
    public CommandResult run(Command command, Console console) throws InterruptedException {
        long start = System.nanoTime();
        ProcessTree tree = new ProcessTree(start(command));
        ProcessOutput output = new ProcessOutput(tree.root(), command, console.masking(command.secrets()));
        try {
            int exitCode = exitCode(tree, command.timeLimit());
            return output.result(exitCode, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            // Does nothing after an ordinary end; after an interrupt nothing of the process may stay.
            tree.killIfAlive();
            output.close();
        }
    }

    @Override
    public <T extends Serializable> T call(HostTask<T> task, Console console) throws InterruptedException {
        return task.run(console);
    }

    private static int exitCode(ProcessTree tree, Duration limit) throws InterruptedException {
        if (tree.root().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return tree.root().exitValue();
        }
        tree.killIfAlive();
        return CommandResult.TIMED_OUT;
    }

    private Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(ProcessTree.leading(Niceness.apply(command, command.arguments())))
                .directory(
                        Path.of(command.directory().orElse(directory).value()).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        command.secretEnvironment()
                .forEach((name, value) -> builder.environment().put(name, value.reveal()));
        return started(builder, command);
    }

    private Process started(ProcessBuilder builder, Command command) {
        String program = command.arguments().get(0);
        try {
            requireProgram(program, builder.directory().toPath());
            return builder.start();
        } catch (IOException e) {
            throw new OperationFailedException(
                    "start '" + program + "'", reason(e), "Install it, or put it on the PATH of the host", e);
        }
    }

    // The process is started through setsid, which would report a missing program only by its exit status.
    private void requireProgram(String program, Path start) throws IOException {
        if (!Programs.isExecutable(program, environment.getOrDefault("PATH", ""), start)) {
            throw new IOException(program.contains("/") ? "no such program" : "no such program on the PATH");
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage());
    }
}
