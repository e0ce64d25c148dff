package io.jenkins.plugins.stagedflow.jenkins;

import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Runs a task in the agent's JVM; its lines go back to the controller, and their end tells that it is over. That is why they
 * do not go through a listener of Jenkins, which keeps the stream behind it from being closed.
 */
record TaskCall<T extends Serializable>(HostTask<T> task, RemoteOutputStream output)
        implements ControllerToAgentCallable<T, InterruptedException> {
    @Override
    public T call() throws InterruptedException {
        try (PrintStream lines = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return task.run(Console.to(lines::println));
        } catch (OperationFailedException e) {
            throw AgentFailure.of(e);
        }
    }
}
