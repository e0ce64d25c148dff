package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import io.jenkins.plugins.stagedflow.stack.StackDownResult;

/** Taking down a stack, as it travels to the agent. */
record StackDownOperation(StackDownRequest request) implements HostOperation<StackDownResult> {
    @Override
    public StackDownResult run(Host host, Console console, Timing timing) throws InterruptedException {
        return new StackDown(host, console, timing).run(request);
    }
}
