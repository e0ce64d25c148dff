package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.stack.StackReady;
import io.jenkins.plugins.stagedflow.stack.StackReadyRequest;
import io.jenkins.plugins.stagedflow.stack.StackReadyResult;

/** Waiting for a stack, as it travels to the agent. */
record StackReadyOperation(StackReadyRequest request) implements HostOperation<StackReadyResult> {
    @Override
    public StackReadyResult run(Host host, Console console, Timing timing) throws InterruptedException {
        return new StackReady(host, console, timing).run(request);
    }
}
