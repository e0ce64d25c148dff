package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.stack.BootLook;
import io.jenkins.plugins.stagedflow.stack.StackReadyRequest;

/** The question whether there is something to do yet for a stack, as it travels to the agent. */
record StackReadyLook(StackReadyRequest request) implements HostOperation<Boolean> {
    @Override
    public Boolean run(Host host, Console console, Timing timing) {
        return new BootLook(host, timing).isWorthwhile(request);
    }
}
