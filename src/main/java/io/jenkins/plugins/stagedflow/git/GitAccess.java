package io.jenkins.plugins.stagedflow.git;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.IOException;

/** Checks that a login has what an address needs, before anything is asked. */
public final class GitAccess {
    private GitAccess() {}

    /** Requires a key and the known keys of the host for an ssh address; anything else may go without a login. */
    public static void require(String address, GitLogin login) {
        if (GitAddress.isSsh(address)) {
            if (!login.privateKey().reveal().contains("PRIVATE KEY-----")) {
                throw new InvalidRequestException("gitKey", "", "a private key, which a remote over ssh needs");
            }
            requireHosts(login.knownHosts());
        }
    }

    private static void requireHosts(String lines) {
        String expected = "lines of known_hosts, by which a remote over ssh is checked";
        try {
            if (KnownHosts.read(lines).isEmpty()) {
                throw new InvalidRequestException("gitKnownHosts", "", expected);
            }
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "gitKnownHosts", "a text of " + lines.lines().count() + " lines", expected);
        }
    }
}
