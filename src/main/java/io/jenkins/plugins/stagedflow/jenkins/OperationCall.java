package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.remoting.Channel;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Runs a whole operation in the agent's JVM, to which the agent is the local machine. It ends when the connection does:
 * the operation is run again over the next one.
 */
record OperationCall<T extends Serializable>(
        HostOperation<T> operation, String directory, HashMap<String, String> environment, RemoteOutputStream output)
        implements ControllerToAgentCallable<T, InterruptedException> {
    @Override
    public T call() throws InterruptedException {
        Channel channel = Channel.current();
        Channel.Listener watch = interrupting(Thread.currentThread());
        listen(channel, watch);
        try (PrintStream lines = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            LocalHost host = new LocalHost(Path.of(directory), environmentHere());
            return operation.run(host, Console.to(lines::println), Timing.system());
        } catch (OperationFailedException e) {
            throw AgentFailure.of(e);
        } finally {
            if (channel != null) {
                channel.removeListener(watch);
            }
        }
    }

    private static void listen(@CheckForNull Channel channel, Channel.Listener watch) {
        if (channel != null) {
            channel.addListener(watch);
            // It may have closed before anybody listened, and tells nobody of that again.
            if (channel.isClosingOrClosed()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // As a launcher does it: what the build says over what the JVM of the agent was started with.
    private Map<String, String> environmentHere() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        return all;
    }

    private static Channel.Listener interrupting(Thread thread) {
        return new Channel.Listener() {
            @Override
            public void onClosed(Channel closed, IOException cause) {
                thread.interrupt();
            }
        };
    }
}
