package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.git.GitRemote;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;

/**
 * The commit to release, and the remote it is on.
 *
 * @param address URL or absolute path of the remote
 * @param login who asks it
 * @param commit full SHA
 */
record GitSource(String address, GitLogin login, String commit) implements Serializable {
    /** Returns the remote. */
    GitRemote remote() throws IOException {
        try {
            return GitRemote.at(address, login);
        } catch (URISyntaxException e) {
            throw new IOException("its address is no URL", e);
        }
    }
}
