package io.jenkins.plugins.stagedflow.jenkins;

import hudson.model.TaskListener;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.PrintStream;
import java.io.Serializable;
import jenkins.agents.ControllerToAgentCallable;

/** Runs a task in the agent's JVM; its lines go back to the controller, and their end tells that it is over. */
record TaskCall<T extends Serializable>(HostTask<T> task, TaskListener listener)
        implements ControllerToAgentCallable<T, InterruptedException> {
    @Override
    public T call() throws InterruptedException {
        try (PrintStream lines = listener.getLogger()) {
            return task.run(Console.to(lines::println));
        } catch (OperationFailedException e) {
            throw AgentFailure.of(e);
        }
    }
}
