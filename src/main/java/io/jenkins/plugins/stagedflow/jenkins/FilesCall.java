package io.jenkins.plugins.stagedflow.jenkins;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.io.File;
import java.io.Serializable;
import java.util.Map;
import jenkins.agents.ControllerToAgentFileCallable;

/** Does something with the files of the agent, in the agent's JVM. */
record FilesCall<T extends Serializable>(FilesAction<T> action) implements ControllerToAgentFileCallable<T> {
    @Override
    public T invoke(File workspace, VirtualChannel channel) {
        return action.on(new LocalHost(workspace.toPath(), Map.of()).files());
    }
}
