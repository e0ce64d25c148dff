package io.jenkins.plugins.stagedflow.jenkins;

/** The users and private keys that a build logs in with. */
public interface SshLogins {
    /** Returns the full name of the job that is built. */
    String job();

    /** Returns the user and the private key behind an id that the build may use. */
    SshLogin sshLogin(String field, String id);

    /** Returns the user and the private key that Jenkins itself keeps under the id; builds need not be allowed to use them. */
    SshLogin systemSshLogin(String field, String id);
}
