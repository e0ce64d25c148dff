package io.jenkins.plugins.stagedflow.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.jenkins.config.StagedFlowConfiguration;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs an operation on the agent of a step, and once more whenever the agent was lost on the way and came back. */
final class AgentVisit {
    private final StepContext context;
    private final String node;
    private final String directory;
    private final String id;
    private final Workers workers;
    private final Timing timing = Timing.system();

    /** Visits that workspace for the step with that id, as long as the workers work. */
    AgentVisit(StepContext context, String node, String directory, String id, Workers workers) {
        this.context = context;
        this.id = id;
        this.workers = workers;
        this.node = node;
        this.directory = directory;
    }

    /**
     * Sends the operation to the agent, if it can travel and the agent takes it.
     *
     * @param forAgent how long the agent may be away
     * @param again whether the operation was begun before, and cut off
     */
    Optional<AgentWork> send(OperationStep step, Duration forAgent, boolean again)
            throws IOException, InterruptedException {
        if (!step.canTravel()) {
            return Optional.empty();
        }
        AgentHost host = host(forAgent);
        if (again) {
            host.endLeftovers();
        }
        Site site = site(host);
        return step.travelling(site).flatMap(operation -> host.send(operation, site.console()));
    }

    /** Returns a way to look whether the operation has something to do yet, if there may be nothing for long. */
    Optional<AgentLook> look(OperationStep step, Duration forAgent) throws IOException, InterruptedException {
        if (!step.canTravel()) {
            return Optional.empty();
        }
        AgentHost host = host(forAgent);
        Site site = site(host);
        return step.look(site).map(question -> new AgentLook(step, host, site));
    }

    /** Tells the log that the operation is going to be run again. */
    void tellLost() throws IOException, InterruptedException {
        tell("The connection to the agent was lost; going on when it is back.");
    }

    /**
     * Returns the result of the operation.
     *
     * @param forAgent how long the agent may be away each time
     * @param again whether the operation was begun before, and cut off
     * @param waited how long the step has waited already for what it needs
     */
    Serializable run(OperationStep step, Duration forAgent, boolean again, Duration waited)
            throws IOException, InterruptedException {
        for (boolean cutOff = again; ; cutOff = true) {
            Optional<Serializable> result = runOnce(step, forAgent, cutOff, waited);
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /** Returns the same, or nothing if the agent was lost on the way: then the operation is to be run again. */
    Optional<Serializable> runOnce(OperationStep step, Duration forAgent, boolean again, Duration waited)
            throws IOException, InterruptedException {
        AgentHost host = host(forAgent);
        try {
            return Optional.of(run(step, host, again, waited));
        } catch (RuntimeException e) {
            if (!host.isLost() || workers.isStopped()) {
                throw e;
            }
            tellLost();
            return Optional.empty();
        }
    }

    private Serializable run(OperationStep step, AgentHost host, boolean cutOff, Duration waited)
            throws IOException, InterruptedException {
        if (cutOff) {
            host.endLeftovers();
        }
        try {
            return step.run(site(host).after(waited));
        } finally {
            removeFiles(host);
        }
    }

    // How the step ended is what counts, and what is to be told.
    private void removeFiles(AgentHost host) throws IOException, InterruptedException {
        try {
            host.removeFiles();
        } catch (OperationFailedException e) {
            tell("Temporary files of the step are left behind: " + e.getMessage());
        }
    }

    private Site site(AgentHost host) throws IOException, InterruptedException {
        Run<?, ?> build = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        Console console = Console.to(listener.getLogger()::println);
        return new Site(
                host,
                console,
                timing,
                new JenkinsCredentials(build),
                StagedFlowConfiguration.get(),
                host.temporary(),
                Duration.ZERO);
    }

    private AgentHost host(Duration forAgent) throws IOException, InterruptedException {
        AgentHost host = timing.poll(timing.deadline(forAgent), Backoff.RETRY, this::present)
                .orElseThrow(() -> new OperationFailedException(
                        "go on",
                        "the agent " + node + " was away for " + forAgent.toMinutes() + " minutes",
                        "What the step has begun stays as it is; bring the agent back and run the build again"));
        if (!host.isUnix()) {
            throw new OperationFailedException("run here", "the agent is not a Unix machine", "Use a Linux agent");
        }
        return host;
    }

    private Optional<AgentHost> present() throws InterruptedException {
        FilePath workspace = FilePathUtils.find(node, directory);
        // Asked for too early, the launcher leaves an error in the log each time.
        Optional<Launcher> launcher = workspace == null ? Optional.empty() : launcher();
        if (launcher.isEmpty()) {
            return Optional.empty();
        }
        AgentConnection connection = new AgentConnection(workspace, workers::isStopped);
        try {
            // A build that has done nothing yet has no directory.
            workspace.mkdirs();
            EnvVars environment = context.get(EnvVars.class);
            return Optional.of(new AgentHost(connection, temporary(workspace), id, launcher.get(), environment));
        } catch (IOException e) {
            if (connection.isLostBy(e)) {
                return Optional.empty();
            }
            throw connection.failure("use " + directory, e);
        }
    }

    // The launcher of the step is there a moment after the agent is; until then there is one that leads nowhere.
    private Optional<Launcher> launcher() throws InterruptedException {
        try {
            return Optional.ofNullable(context.get(Launcher.class)).filter(found -> found.getChannel() != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void tell(String line) throws IOException, InterruptedException {
        context.get(TaskListener.class).getLogger().println(line);
    }

    private static HostPath temporary(FilePath workspace) {
        FilePath beside = WorkspaceList.tempDir(workspace);
        return new HostPath((beside == null ? workspace.child(".tmp") : beside).getRemote());
    }
}
