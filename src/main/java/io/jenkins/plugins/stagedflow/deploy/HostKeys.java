package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * The host keys a machine may show.
 *
 * @param pinned lines, each a public key, a line of known_hosts or a SHA-256 fingerprint; may be empty
 * @param knownHosts the text of a known_hosts file, host names hashed or not; may be empty
 * @see <a href="https://man.openbsd.org/sshd#SSH_KNOWN_HOSTS_FILE_FORMAT">the format of known_hosts</a>
 */
record HostKeys(String pinned, String knownHosts) implements Serializable {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[0-9A-Za-z+/]{43}=?");
    private static final Pattern KEY_TYPE = Pattern.compile("(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[0-9a-z@.-]+");
    private static final String REVOKED = "revoked";
    private static final int SSH_PORT = 22;

    HostKeys {
        if (pinned.isBlank() && knownHosts.isBlank()) {
            throw new InvalidRequestException(
                    "hostKey", "", "the host's public key or SHA256: fingerprint, or its lines as knownHosts");
        }
        lines(pinned).forEach(HostKeys::fingerprint);
        entries(knownHosts);
    }

    /** Returns the SHA-256 fingerprints of the keys that this host may show. */
    Set<String> fingerprints(String host, int port) {
        Set<String> fingerprints = new LinkedHashSet<>();
        lines(pinned).map(HostKeys::fingerprint).forEach(fingerprints::add);
        matching(host, port)
                .filter(entry -> entry.getMarker() == null || entry.getMarker().isEmpty())
                .flatMap(HostKeys::fingerprint)
                .forEach(fingerprints::add);
        fingerprints.removeAll(revoked(host, port));
        return fingerprints;
    }

    /** Returns the SHA-256 fingerprints of the keys that this host must not show, whatever else is said of them. */
    Set<String> revoked(String host, int port) {
        // A pattern without a port counts for every port here, as it does for OpenSSH when it is '*'.
        return Stream.concat(matching(host, port), matching(host, SSH_PORT))
                .filter(entry -> REVOKED.equals(entry.getMarker()))
                .flatMap(HostKeys::fingerprint)
                .collect(Collectors.toSet());
    }

    /** Returns the types of the keys that this host may show, as far as they are known. */
    List<String> types(String host, int port) {
        Stream<String> known =
                matching(host, port).map(entry -> entry.getKeyEntry().getKeyType());
        Stream<String> words = lines(pinned)
                .flatMap(line -> Stream.of(line.split("\\s+")))
                .filter(word -> KEY_TYPE.matcher(word).matches());
        return Stream.concat(words, known).distinct().toList();
    }

    /** Returns the SHA-256 fingerprint of a key. */
    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(key);
    }

    private Stream<KnownHostEntry> matching(String host, int port) {
        return entries(knownHosts).stream()
                .filter(entry -> entry.getKeyEntry() != null && entry.isHostMatch(host, port));
    }

    private static Stream<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    private static List<KnownHostEntry> entries(String text) {
        try {
            return KnownHostEntry.readKnownHostEntries(new StringReader(text), true);
        } catch (IOException | RuntimeException e) {
            throw new InvalidRequestException(
                    "knownHosts", "a text of " + text.lines().count() + " lines", "lines of known_hosts");
        }
    }

    // As OpenSSH does: a kind of key that nobody here knows cannot be shown to us either.
    private static Stream<String> fingerprint(KnownHostEntry entry) {
        try {
            return Stream.of(fingerprint(entry.getKeyEntry().resolvePublicKey(null, null)));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Stream.empty();
        }
    }

    private static String fingerprint(String line) {
        if (FINGERPRINT.matcher(line).matches()) {
            return line.replace("=", "");
        }
        try {
            return fingerprint(
                    AuthorizedKeyEntry.parseAuthorizedKeyEntry(fromType(line)).resolvePublicKey(null, null));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new InvalidRequestException(
                    "hostKey", line, "a public key as 'ssh-ed25519 AAAA...' or a fingerprint as 'SHA256:...'");
        }
    }

    // A line of known_hosts begins with the names of the host; who pins a key has said already whose it is.
    private static String fromType(String line) {
        String[] words = line.split("\\s+", 2);
        return KEY_TYPE.matcher(words[0]).matches() || words.length < 2 ? line : words[1];
    }
}
