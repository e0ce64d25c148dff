package io.jenkins.plugins.stagedflow.git;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Who asks a git remote: name and password (or token) over http, a private key over ssh. Travels to the host; secrets
 * print masked.
 *
 * @param username over http; over ssh the one who logs in if the address names nobody
 * @param password over http
 * @param privateKey over ssh, in OpenSSH's format or PEM
 * @param passphrase what that key is encrypted with; empty if it is not
 * @param knownHosts the keys an ssh remote may show, as lines of known_hosts
 */
public record GitLogin(String username, Secret password, Secret privateKey, Secret passphrase, String knownHosts)
        implements Serializable {
    private static final Secret NONE = Secret.of("");

    /** Creates a login for http. */
    public GitLogin(String username, Secret password) {
        this(username, password, NONE, NONE, "");
    }

    /** Returns the login of somebody who has none. */
    public static GitLogin anonymous() {
        return new GitLogin("", NONE);
    }

    /** Returns this login with a key for ssh. */
    public GitLogin withKey(Secret key, Secret keyPassphrase, String hosts) {
        return new GitLogin(username, password, key, keyPassphrase, hosts);
    }

    /** Returns whether there is no login for http. A token alone is one: GitHub and GitLab take any name with it. */
    public boolean isAnonymous() {
        return username.isEmpty() && password.isEmpty();
    }

    /** Returns everything of this login that must not be seen. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(List.of(privateKey, passphrase));
        if (!isAnonymous()) {
            // What goes over the wire in a header is the Base64 form of both.
            secrets.addAll(List.of(password, Secret.of(username + ":" + password.reveal())));
        }
        secrets.removeIf(Secret::isEmpty);
        return secrets;
    }
}
