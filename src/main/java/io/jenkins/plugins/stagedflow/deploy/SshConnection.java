package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * One connection to a target. Nothing of the machine it starts from plays a part: no {@code ~/.ssh/config}, no keys
 * lying there, no agent.
 */
final class SshConnection implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_LOG_IN = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int HEARTBEATS_MISSED = 4;

    private final SshClient client;
    private final ClientSession session;

    private SshConnection(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /**
     * Connects, checks the host key and logs in.
     *
     * @throws OperationFailedException if the target does not answer, shows another key, or refuses the login
     */
    static SshConnection open(SshTarget target) throws InterruptedException {
        List<KeyPair> identities = PrivateKey.of(target);
        HostKeyCheck check = new HostKeyCheck(target);
        SshClient client = client(target, check);
        try {
            client.start();
            return new SshConnection(client, session(client, target, identities));
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw failure(target, check, e);
        }
    }

    /** Starts a shell on the target that reads the script from its standard input. */
    RemoteScript start(String script, Duration limit, RemoteOutput output) throws InterruptedException {
        return RemoteScript.start(session, script, limit, output);
    }

    @Override
    public void close() {
        // At once: a peer that is gone would not answer a farewell.
        client.stop();
    }

    private static SshClient client(SshTarget target, HostKeyCheck check) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(check);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setSignatureFactories(preferringKnownTypes(client.getSignatureFactories(), target));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_MISSED);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        return client;
    }

    private static ClientSession session(SshClient client, SshTarget target, List<KeyPair> identities)
            throws IOException {
        ClientSession session = client.connect(target.user(), target.host(), target.port())
                .verify(TO_CONNECT)
                .getSession();
        identities.forEach(session::addPublicKeyIdentity);
        session.auth().verify(TO_LOG_IN);
        return session;
    }

    // A machine has several host keys and shows the one the client likes best: that must be one that is known.
    private static List<NamedFactory<Signature>> preferringKnownTypes(
            List<NamedFactory<Signature>> factories, SshTarget target) {
        List<String> known = target.hostKeys().types(target.host(), target.port());
        return factories.stream()
                .sorted(Comparator.comparingInt(factory -> preference(factory.getName(), known)))
                .toList();
    }

    private static int preference(String algorithm, List<String> known) {
        boolean isKnown = known.contains(algorithm) || algorithm.startsWith("rsa-") && known.contains("ssh-rsa");
        return isKnown ? 0 : algorithm.equals("ssh-ed25519") ? 1 : 2;
    }

    private static OperationFailedException failure(SshTarget target, HostKeyCheck check, Exception e)
            throws InterruptedException {
        Interruption.rethrow(e);
        return check.refusal()
                .map(refusal -> new OperationFailedException(
                        "trust " + target,
                        refusal,
                        "Nothing was sent. If the machine's key was changed on purpose, give its new one as hostKey"
                                + " or knownHosts",
                        e))
                .orElseGet(() -> new OperationFailedException(
                        "connect to " + target,
                        String.valueOf(e.getMessage()),
                        "Check host, port and user, and that the public key is among the user's authorized_keys",
                        e));
    }
}
