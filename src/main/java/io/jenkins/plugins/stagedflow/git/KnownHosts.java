package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.io.StringReader;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Lets a connection go on only to a machine that shows one of its known keys, none of which is revoked. */
final class KnownHosts implements ServerKeyVerifier {
    private static final String REVOKED = "revoked";

    private final String host;
    private final List<KnownHostEntry> entries;
    private volatile String refusal = "";

    KnownHosts(String lines, String host, int port) throws IOException {
        this.host = host;
        entries = read(lines).stream()
                .filter(entry -> entry.getKeyEntry() != null && entry.isHostMatch(host, port))
                .toList();
    }

    /** Returns the entries of a text, or fails if it is none of known_hosts. */
    static List<KnownHostEntry> read(String lines) throws IOException {
        try {
            return KnownHostEntry.readKnownHostEntries(new StringReader(lines), true);
        } catch (IOException | RuntimeException e) {
            throw new IOException("the lines of known hosts are damaged", e);
        }
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        boolean accepted = keys("").anyMatch(known -> KeyUtils.compareKeys(known, key))
                && keys(REVOKED).noneMatch(known -> KeyUtils.compareKeys(known, key));
        if (!accepted) {
            refusal = "%s shows the host key %s (%s), which is not among the known ones"
                    .formatted(host, KeyUtils.getFingerPrint(key), KeyUtils.getKeyType(key));
        }
        return accepted;
    }

    /** Returns why the machine was refused, empty if it was not. */
    String refusal() {
        return refusal;
    }

    /** Returns the types of the keys this host may show. */
    List<String> types() {
        return entries.stream().map(entry -> entry.getKeyEntry().getKeyType()).toList();
    }

    private Stream<PublicKey> keys(String marker) {
        return entries.stream()
                .filter(entry -> marker.equals(entry.getMarker() == null ? "" : entry.getMarker()))
                .flatMap(KnownHosts::key);
    }

    private static Stream<PublicKey> key(KnownHostEntry entry) {
        try {
            return Stream.of(entry.getKeyEntry().resolvePublicKey(null, null));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // A kind of key that nobody here knows cannot be shown to us either.
            return Stream.empty();
        }
    }
}
