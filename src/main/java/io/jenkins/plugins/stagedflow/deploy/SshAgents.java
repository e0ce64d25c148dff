package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/**
 * Lets logins ask a running ssh-agent. It is never forwarded to the target.
 *
 * @param socket the path at which it listens
 */
record SshAgents(String socket) implements SshAgentFactory {
    /**
     * Returns the agent that listens at the path.
     *
     * @throws OperationFailedException if it does not answer, or has no key
     */
    static SshAgents at(String socket) {
        try (SshAgent agent = new SshAgentSocket(socket)) {
            if (!agent.getIdentities().iterator().hasNext()) {
                throw new OperationFailedException(
                        "log in by the ssh-agent at " + socket, "it holds no key", "Add one with ssh-add");
            }
            return new SshAgents(socket);
        } catch (IOException | IllegalArgumentException e) {
            throw new OperationFailedException(
                    "ask the ssh-agent at " + socket,
                    String.valueOf(e.getMessage()),
                    "See that it runs and that SSH_AUTH_SOCK of the host names its socket",
                    e);
        }
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
        return new SshAgentSocket(socket);
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
        throw new IOException("the agent is not forwarded");
    }
}
