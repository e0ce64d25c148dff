package io.jenkins.plugins.stagedflow.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Niceness;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** One process on the agent, started through the launcher, so that the containers of a build apply. */
final class AgentProcess {
    /** Marks all processes of a step but its jobs, so that those are found that a step left which was cut off. */
    static final String STEP = "STAGED_FLOW_STEP";

    /** Marks the process and all it starts, so that they are found when they must end, in a container too. */
    private static final String MARK = "STAGED_FLOW_PROCESS";

    private final Command command;
    private final Launcher launcher;
    private final AgentConnection connection;
    private final String step;
    private final String mark = UUID.randomUUID().toString();
    private final Timing timing = Timing.system();

    AgentProcess(Command command, Launcher launcher, AgentConnection connection, String step) {
        this.command = command;
        this.step = step;
        this.launcher = launcher;
        this.connection = connection;
    }

    /** Runs the process to its end; it is killed with all its children at the time limit and after an interrupt. */
    CommandResult run(EnvVars environment, Console console) throws InterruptedException {
        long start = System.nanoTime();
        ProcessLines lines = new ProcessLines(command, console);
        Proc process = start(environment, lines);
        boolean ended = false;
        try {
            int exitCode = exitCode(process);
            ended = exitCode != CommandResult.TIMED_OUT;
            return lines.result(exitCode, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw connection.failure("run '" + command + "'", e);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
    }

    private int exitCode(Proc process) throws IOException, InterruptedException {
        Optional<Boolean> ended = timing.poll(timing.deadline(command.timeLimit()), Backoff.WATCHING, () -> {
            try {
                return Optional.of(!process.isAlive()).filter(over -> over);
            } catch (IOException e) {
                throw connection.failure("run '" + command + "'", e);
            }
        });
        return ended.isPresent() ? process.join() : CommandResult.TIMED_OUT;
    }

    private Proc start(EnvVars environment, ProcessLines lines) throws InterruptedException {
        try {
            String found = isPlain() ? programOf(environment) : program();
            return starter(argumentsOf(found), environment, lines).start();
        } catch (IOException e) {
            return startOfPath(environment, lines).orElseThrow(() -> notStarted(e));
        }
    }

    // Otherwise it is not the agent itself that the process starts on.
    private boolean isPlain() {
        return launcher.getClass() == Launcher.RemoteLauncher.class
                || launcher.getClass() == Launcher.LocalLauncher.class;
    }

    // The JVM of an agent looks for programs on its own PATH, not on that of the build.
    private String programOf(EnvVars environment) throws IOException, InterruptedException {
        ProgramCall call = new ProgramCall(program(), environment.getOrDefault("PATH", ""));
        try {
            return connection.workspace().actAsync(call).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private List<String> argumentsOf(String program) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.set(0, program);
        return Niceness.apply(command, arguments);
    }

    private Optional<Proc> startOfPath(EnvVars environment, ProcessLines lines) throws InterruptedException {
        try {
            Optional<String> found = programOfPath(environment);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    starter(argumentsOf(found.get()), environment, lines).start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> programOfPath(EnvVars environment) throws IOException, InterruptedException {
        if (program().contains("/")) {
            return Optional.empty();
        }
        for (String directory : environment.getOrDefault("PATH", "").split(":")) {
            FilePath candidate = connection.workspace().child(directory + "/" + program());
            if (directory.startsWith("/") && candidate.exists()) {
                return Optional.of(candidate.getRemote());
            }
        }
        return Optional.empty();
    }

    private OperationFailedException notStarted(IOException e) {
        String action = "start '" + program() + "'";
        return connection.isLostBy(e) || AgentFailure.isOfJvm(e)
                ? connection.failure(action, e)
                : new OperationFailedException(
                        action, String.valueOf(e.getMessage()), "Install it, or put it on the PATH of the agent", e);
    }

    private Launcher.ProcStarter starter(List<String> arguments, EnvVars environment, ProcessLines lines) {
        Launcher.ProcStarter starter = launcher.launch()
                .cmds(arguments)
                .envs(environment(environment))
                .pwd(command.directory()
                        .map(path -> connection.workspace().child(path.value()))
                        .orElse(connection.workspace()))
                .stdout(lines.standardOutput())
                .stderr(lines.standardError())
                .quiet(true);
        String input = command.input();
        return input.isEmpty()
                ? starter
                : starter.stdin(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private EnvVars environment(EnvVars build) {
        EnvVars environment = new EnvVars(build);
        environment.putAll(command.environment());
        command.secretEnvironment().forEach((name, value) -> environment.put(name, value.reveal()));
        environment.put(STEP, step);
        environment.put(MARK, mark);
        return environment;
    }

    private void kill(Proc process) {
        boolean interrupted = Thread.interrupted();
        try {
            process.kill();
            new MarkedProcesses(launcher, connection.workspace(), MARK, mark).kill();
        } catch (IOException e) {
            // An agent that is gone cannot be asked; it ends its processes itself.
            return;
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String program() {
        return command.arguments().get(0);
    }
}
