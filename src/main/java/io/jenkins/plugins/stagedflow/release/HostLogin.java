package io.jenkins.plugins.stagedflow.release;

import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Gives the login to the host of the remote, and to no other one to which that might redirect. */
final class HostLogin extends UsernamePasswordCredentialsProvider {
    private final URIish remote;

    HostLogin(URIish remote, GitLogin login) {
        super(login.username(), login.password().reveal());
        this.remote = remote;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        return isSameServer(uri) && super.get(uri, items);
    }

    private boolean isSameServer(URIish uri) {
        boolean downgraded = "https".equals(remote.getScheme()) && !"https".equals(uri.getScheme());
        return !downgraded
                && String.valueOf(remote.getHost()).equals(uri.getHost())
                && remote.getPort() == uri.getPort();
    }
}
