package io.jenkins.plugins.stagedflow.deploy;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Lets a connection go on only to a machine that shows one of the expected keys. */
final class HostKeyCheck implements ServerKeyVerifier {
    private final SshTarget target;
    private final Set<String> expected;
    private volatile String refusal = "";

    HostKeyCheck(SshTarget target) {
        this.target = target;
        expected = target.hostKeys().fingerprints(target.host(), target.port());
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        String shown = HostKeys.fingerprint(key);
        boolean accepted = expected.contains(shown);
        if (!accepted) {
            refusal = "it shows the host key %s (%s), but ".formatted(shown, KeyUtils.getKeyType(key))
                    + expectation(shown);
        }
        return accepted;
    }

    /** Returns why the machine was refused, if it was. */
    Optional<String> refusal() {
        return Optional.of(refusal).filter(text -> !text.isEmpty());
    }

    private String expectation(String shown) {
        if (target.hostKeys().revoked(target.host(), target.port()).contains(shown)) {
            return "that key is revoked";
        }
        return expected.isEmpty()
                ? "no key of [%s]:%d is known".formatted(target.host(), target.port())
                : "expected is " + String.join(" or ", expected);
    }
}
