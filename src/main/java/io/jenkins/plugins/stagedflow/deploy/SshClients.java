package io.jenkins.plugins.stagedflow.deploy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Makes SSH clients. Nothing of the machine they start from plays a part that was not asked for: no
 * {@code ~/.ssh/config}, no keys lying there.
 */
final class SshClients {
    private static final int HEARTBEATS_MISSED = 4;

    private SshClients() {}

    /** Returns a client for one target, not started, that trusts whom the check accepts and logs in by keys. */
    static SshClient strict(SshTarget target, SshAccess access, HostKeyCheck check) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(check);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setSignatureFactories(preferringKnownTypes(client.getSignatureFactories(), target));
        if (target.identity().agent()) {
            client.setAgentFactory(SshAgents.at(access.agentSocket()));
        }
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, access.keepAlive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, HEARTBEATS_MISSED);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        return client;
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
}
