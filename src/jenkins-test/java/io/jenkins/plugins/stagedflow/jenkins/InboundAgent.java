package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Node;
import hudson.slaves.DumbSlave;
import hudson.slaves.JNLPLauncher;
import hudson.slaves.RetentionStrategy;
import hudson.slaves.SlaveComputer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent that connects to Jenkins by itself, as agents behind a firewall do: Jenkins' own agent.jar in a JVM of its own. */
final class InboundAgent implements AutoCloseable {
    private final JenkinsRule jenkins;
    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private Process process;

    /** Adds the agent to Jenkins, with its workspaces in the directory and the variables for its JVM. */
    InboundAgent(JenkinsRule jenkins, String name, Path directory, Map<String, String> environment) throws Exception {
        this.jenkins = jenkins;
        this.name = name;
        this.directory = Files.createDirectories(directory);
        this.environment = environment;
        jenkins.jenkins.setSlaveAgentPort(0);
        DumbSlave agent = new DumbSlave(name, directory.resolve("work").toString(), new JNLPLauncher());
        agent.setNumExecutors(1);
        agent.setMode(Node.Mode.EXCLUSIVE);
        agent.setRetentionStrategy(RetentionStrategy.NOOP);
        jenkins.jenkins.addNode(agent);
        try (InputStream jar =
                URI.create(jenkins.getURL() + "jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(jar, directory.resolve("agent.jar"));
        }
    }

    /** Starts the JVM; returns when it has connected. */
    void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-jar",
                        "agent.jar",
                        "-url",
                        jenkins.getURL().toString(),
                        "-name",
                        name,
                        "-secret",
                        computer().getJnlpMac(),
                        "-workDir",
                        directory.resolve("work").toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        jenkins.waitOnline((DumbSlave) jenkins.jenkins.getNode(name));
    }

    /** Kills the JVM at once, so that it can put nothing in order; returns when Jenkins knows. */
    void kill() throws Exception {
        process.destroyForcibly();
        awaitAway();
    }

    /** Asks the JVM to end; returns when Jenkins knows. */
    void stop() throws Exception {
        process.destroy();
        awaitAway();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }

    private void awaitAway() throws InterruptedException {
        process.waitFor();
        while (computer().getChannel() != null) {
            Thread.sleep(50);
        }
        assertThat(computer().isOffline()).isTrue();
    }

    private SlaveComputer computer() {
        return (SlaveComputer) jenkins.jenkins.getComputer(name);
    }
}
