package io.jenkins.plugins.stagedflow.jenkins;

import hudson.EnvVars;
import hudson.Launcher;
import hudson.remoting.RemoteOutputStream;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The agent of a build as a host: its launcher, its workspace, its JVM. */
final class AgentHost implements Host {
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(30);

    private final AgentConnection connection;
    private final Launcher launcher;
    private final EnvVars environment;
    private final HostPath directory;
    private final HostPath temporary;
    private final String step;
    private final HostPath own;
    private final HostFiles files;

    /** Creates the host of a step that runs in the workspace; its temporary files go to a directory beside that. */
    AgentHost(AgentConnection connection, HostPath temporary, String step, Launcher launcher, EnvVars environment) {
        this.connection = connection;
        this.temporary = temporary;
        directory = new HostPath(connection.workspace().getRemote());
        this.step = step;
        own = temporary.resolve("staged-flow-step-" + step);
        files = new AgentFiles(connection, own);
        this.launcher = launcher;
        this.environment = environment;
    }

    /** Returns whether something failed because the agent went away. */
    boolean isLost() {
        return connection.isLost();
    }

    /**
     * Sends an operation to the agent, to run there as on a local machine.
     *
     * @return nothing if processes of the build do not start on the agent itself but, say, in a container: only a launcher
     *     on the controller knows how
     */
    Optional<AgentWork> send(HostOperation<?> operation, Console console) {
        if (launcher.getClass() != Launcher.RemoteLauncher.class) {
            return Optional.empty();
        }
        ConsoleStream lines = new ConsoleStream(console::line);
        try {
            return Optional.of(new AgentWork(connection, channel().callAsync(call(operation, lines)), lines));
        } catch (IOException e) {
            throw AgentWork.notSent(connection, e);
        }
    }

    /** Returns the operation as it is sent to the JVM of the agent. */
    <T extends Serializable> OperationCall<T> call(HostOperation<T> operation, ConsoleStream lines) {
        HashMap<String, String> variables = new HashMap<>(environment);
        variables.put(AgentProcess.STEP, step);
        return new OperationCall<>(operation, directory.value(), variables, new RemoteOutputStream(lines));
    }

    /** Returns the way to the JVM of the agent. */
    VirtualChannel channel() {
        return connection.workspace().getChannel();
    }

    /** Ends what the step left when it was cut off, and removes its files; jobs go on. */
    void endLeftovers() throws InterruptedException {
        try {
            new MarkedProcesses(launcher, connection.workspace(), AgentProcess.STEP, step).kill();
            files.delete(own);
        } catch (IOException e) {
            throw connection.failure("end what the step had begun", e);
        }
    }

    /** Removes the temporary files of the step, which may hold logins, whatever became of it. */
    void removeFiles() {
        if (!isLost()) {
            files.delete(own);
        }
    }

    boolean isUnix() {
        return launcher.isUnix();
    }

    /** Returns a directory beside the workspace, which containers of the build see too. */
    HostPath temporary() {
        return temporary;
    }

    @Override
    public HostPath directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public HostFiles files() {
        return files;
    }

    @Override
    public CommandResult run(Command command, Console console) throws InterruptedException {
        connection.require("run '" + command + "'");
        return new AgentProcess(command, launcher, connection, step)
                .run(environment, console.masking(command.secrets()));
    }

    @Override
    public <T extends Serializable> T call(HostTask<T> task, Console console) throws InterruptedException {
        connection.require("run code on the agent");
        ConsoleStream lines = new ConsoleStream(console::line);
        try {
            return channel().call(new TaskCall<>(task, new RemoteOutputStream(lines)));
        } catch (IOException e) {
            throw connection.failure("run code on the agent", e);
        } catch (InterruptedException e) {
            // The agent has been told; what it puts back in order now is part of the step.
            if (!lines.awaitClosed(TO_CLEAN_UP)) {
                console.line("The agent may still be putting things back in order.");
            }
            throw e;
        } catch (OperationFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw connection.isLostBy(e) ? connection.failure("run code on the agent", e) : e;
        }
    }
}
