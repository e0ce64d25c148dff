package io.jenkins.plugins.stagedflow.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** One connection to a target, over the machines on the way to it. */
final class SshConnection implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_LOG_IN = Duration.ofSeconds(30);
    private static final SshdSocketAddress ANY_LOOPBACK_PORT = new SshdSocketAddress("127.0.0.1", 0);

    private final SshClient client;
    private final ClientSession session;

    @CheckForNull
    private final SshConnection way;

    private SshConnection(SshClient client, ClientSession session, @CheckForNull SshConnection way) {
        this.client = client;
        this.session = session;
        this.way = way;
    }

    /**
     * Connects, checks the host keys and logs in.
     *
     * @throws UntrustedHostException if a machine shows another key
     * @throws OperationFailedException if one does not answer or refuses the login
     */
    static SshConnection open(SshTarget target, SshAccess access) throws InterruptedException {
        SshConnection way = null;
        for (SshTarget jump : target.jumps()) {
            way = hop(jump, access, way);
        }
        return hop(target, access, way);
    }

    /** Starts a shell on the target that reads the script from its standard input. */
    RemoteScript start(String script, Duration limit, RemoteOutput output) throws InterruptedException {
        return RemoteScript.start(session, script, limit, output);
    }

    /** Returns whether the connection stands, as far as is known. */
    boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        // At once: a peer that is gone would not answer a farewell.
        client.stop();
        if (way != null) {
            way.close();
        }
    }

    private static SshConnection hop(SshTarget target, SshAccess access, @CheckForNull SshConnection way)
            throws InterruptedException {
        HostKeyCheck check = new HostKeyCheck(target);
        SshClient client = null;
        try {
            List<KeyPair> identities = PrivateKey.of(target);
            client = SshClients.strict(target, access, check);
            client.start();
            return new SshConnection(client, session(client, target, identities, way), way);
        } catch (IOException | RuntimeException e) {
            stop(client, way);
            throw failure(target, check, e);
        }
    }

    private static void stop(@CheckForNull SshClient client, @CheckForNull SshConnection way) {
        if (client != null) {
            client.stop();
        }
        if (way != null) {
            way.close();
        }
    }

    private static ClientSession session(
            SshClient client, SshTarget target, List<KeyPair> identities, @CheckForNull SshConnection way)
            throws IOException {
        InetSocketAddress address =
                way == null ? new InetSocketAddress(target.host(), target.port()) : way.forwardTo(target);
        ClientSession session =
                client.connect(target.user(), address).verify(TO_CONNECT).getSession();
        identities.forEach(session::addPublicKeyIdentity);
        session.auth().verify(TO_LOG_IN);
        return session;
    }

    // Others on this machine can connect to that port too, but get no further than to the login of the target.
    private InetSocketAddress forwardTo(SshTarget target) throws IOException {
        return session.startLocalPortForwarding(ANY_LOOPBACK_PORT, new SshdSocketAddress(target.host(), target.port()))
                .toInetSocketAddress();
    }

    private static OperationFailedException failure(SshTarget target, HostKeyCheck check, Exception e)
            throws InterruptedException {
        Interruption.rethrow(e);
        if (e instanceof OperationFailedException told) {
            return told;
        }
        return check.refusal()
                .<OperationFailedException>map(refusal -> new UntrustedHostException(target, refusal, e))
                .orElseGet(() -> new OperationFailedException(
                        "connect to " + target,
                        String.valueOf(e.getMessage()),
                        "Check host, port and user, and that the public key is among the user's authorized_keys",
                        e));
    }
}
