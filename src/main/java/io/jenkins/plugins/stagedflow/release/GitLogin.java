package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.util.List;

/** Name and password (or token) for a git remote over http, or nobody's. Travels to the host; the password prints masked. */
public record GitLogin(String username, Secret password) implements Serializable {
    /** Returns the login of somebody who has none. */
    public static GitLogin anonymous() {
        return new GitLogin("", Secret.of(""));
    }

    /** Returns whether there is no login. A token alone is one: GitHub and GitLab take any name with it. */
    public boolean isAnonymous() {
        return username.isEmpty() && password.isEmpty();
    }

    /** Returns everything of this login that must not be seen. */
    public List<Secret> secrets() {
        // What goes over the wire in a header is the Base64 form of both.
        return isAnonymous() ? List.of() : List.of(password, Secret.of(username + ":" + password.reveal()));
    }
}
