package io.jenkins.plugins.stagedflow.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.eclipse.jgit.transport.URIish;

/**
 * The way to an ssh server, whose host key is always checked. Nothing of the machine it starts from plays a part: no
 * {@code ~/.ssh/config}, no keys lying there, no agent.
 */
record SshTransport(URIish address, GitLogin login) implements Transport {
    private static final int DEFAULT_PORT = 22;
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_LOG_IN = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Override
    public Conversation open(Service service) throws IOException {
        KnownHosts hosts = new KnownHosts(login.knownHosts(), address.getHost(), port());
        SshClient client = client(hosts);
        try {
            client.start();
            return conversation(client, service);
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw new IOException(
                    hosts.refusal().isEmpty() ? GitFailure.reason(e) : hosts.refusal() + ": nothing was sent", e);
        }
    }

    private Duplex conversation(SshClient client, Service service) throws IOException {
        ClientSession session = client.connect(user(), address.getHost(), port())
                .verify(TO_CONNECT)
                .getSession();
        for (KeyPair key : keys()) {
            session.addPublicKeyIdentity(key);
        }
        session.auth().verify(TO_LOG_IN);
        ChannelExec channel = session.createExecChannel(command(service));
        if (service == Service.UPLOAD_PACK) {
            // A server that does not take the variable answers in the way of version 0.
            channel.setEnv("GIT_PROTOCOL", VERSION_2);
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        channel.setErr(errors);
        channel.open().verify(TO_CONNECT);
        return new Duplex(
                channel.getInvertedOut(),
                channel.getInvertedIn(),
                () -> errors.toString(StandardCharsets.UTF_8),
                client::stop);
    }

    // In single quotes no shell sees anything but the quote itself.
    private String command(Service service) {
        String path = address.getPath().replaceFirst("^/(?=~)", "");
        return service.program() + " '" + path.replace("'", "'\\''") + "'";
    }

    private int port() {
        return address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    }

    private String user() {
        return Optional.ofNullable(address.getUser())
                .or(() -> Optional.of(login.username()).filter(name -> !name.isEmpty()))
                .orElse("git");
    }

    private List<KeyPair> keys() throws IOException {
        if (login.privateKey().isEmpty()) {
            throw new IOException("not authorized: no private key is given");
        }
        byte[] text = login.privateKey().reveal().getBytes(StandardCharsets.UTF_8);
        try (InputStream key = new ByteArrayInputStream(text)) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("gitKey"),
                    key,
                    FilePasswordProvider.of(login.passphrase().reveal()));
            List<KeyPair> keys = new ArrayList<>();
            pairs.forEach(keys::add);
            return keys;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The library's message could quote the text.
            throw new IOException("not authorized: the private key is damaged, or encrypted with another passphrase ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static SshClient client(KnownHosts hosts) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(hosts);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setSignatureFactories(preferring(hosts.types(), client.getSignatureFactories()));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, SILENCE);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, SILENCE);
        return client;
    }

    // A machine has several host keys and shows the one this side likes best: that must be one that is known.
    private static List<NamedFactory<Signature>> preferring(
            List<String> known, List<NamedFactory<Signature>> factories) {
        return factories.stream()
                .sorted(Comparator.comparing(factory -> !known.contains(factory.getName())
                        && !(factory.getName().startsWith("rsa-") && known.contains("ssh-rsa"))))
                .toList();
    }
}
