package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads the private key of a request. */
final class PrivateKey {
    private PrivateKey() {}

    /** Returns the key pairs the text holds, none if the agent alone is asked; says what is wrong with it without showing any of it. */
    static List<KeyPair> of(SshTarget target) {
        if (target.identity().privateKey().isEmpty()) {
            return List.of();
        }
        byte[] text = target.identity().privateKey().reveal().getBytes(StandardCharsets.UTF_8);
        try (InputStream key = new ByteArrayInputStream(text)) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("privateKey"), key, passphrase(target));
            List<KeyPair> found = new ArrayList<>();
            if (pairs != null) {
                pairs.forEach(found::add);
            }
            return required(found, target);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable(target, e);
        }
    }

    private static FilePasswordProvider passphrase(SshTarget target) {
        return target.identity().passphrase().isEmpty()
                ? FilePasswordProvider.EMPTY
                : FilePasswordProvider.of(target.identity().passphrase().reveal());
    }

    private static List<KeyPair> required(List<KeyPair> pairs, SshTarget target) throws IOException {
        if (pairs.isEmpty()) {
            throw new IOException("no key in it");
        }
        return pairs;
    }

    // The library's message could quote the text: only the kind of error is told.
    private static OperationFailedException unreadable(SshTarget target, Exception e) {
        String passphrase =
                target.identity().passphrase().isEmpty() ? "no passphrase was given" : "a passphrase was given";
        return new OperationFailedException(
                "read the private key for " + target,
                "it is damaged, of an unknown kind, or encrypted with another passphrase (" + passphrase + "; "
                        + e.getClass().getSimpleName() + ")",
                "Give it in OpenSSH's format, with its passphrase if it has one");
    }
}
