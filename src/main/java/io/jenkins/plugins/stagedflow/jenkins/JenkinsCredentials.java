package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The credentials that a build in Jenkins may use; each use is tracked. */
final class JenkinsCredentials implements BuildCredentials {
    private static final int MOST_OF_FILE = 64 * 1024;

    private final Run<?, ?> build;

    JenkinsCredentials(Run<?, ?> build) {
        this.build = build;
    }

    @Override
    public RegistryLogin registryLogin(String field, String id) {
        if (id.isEmpty()) {
            return RegistryLogin.anonymous();
        }
        StandardUsernamePasswordCredentials login =
                find(field, id, StandardUsernamePasswordCredentials.class, "a username and a password");
        return new RegistryLogin(
                login.getUsername(), Secret.of(login.getPassword().getPlainText()));
    }

    @Override
    public GitLogin gitLogin(String field, String id, String knownHosts) {
        if (id.isEmpty()) {
            return new GitLogin("", Secret.of("")).withKey(Secret.of(""), Secret.of(""), knownHosts);
        }
        StandardUsernameCredentials found =
                find(field, id, StandardUsernameCredentials.class, "a username and a password, or a private key");
        if (found instanceof SSHUserPrivateKey) {
            SshLogin login = sshLogin(field, id);
            return new GitLogin(login.user(), Secret.of("")).withKey(login.key(), login.passphrase(), knownHosts);
        }
        RegistryLogin login = registryLogin(field, id);
        return new GitLogin(login.username(), login.password());
    }

    @Override
    public SshLogin sshLogin(String field, String id) {
        return login(find(field, id, SSHUserPrivateKey.class, "a user and a private key"));
    }

    @Override
    public SshLogin systemSshLogin(String field, String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        SSHUserPrivateKey.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                .stream()
                .filter(login -> login.getId().equals(id))
                .findFirst()
                .map(login -> login(CredentialsProvider.track(build, login)))
                .orElseThrow(() -> new InvalidRequestException(
                        field, id, "the id of a user and a private key that Jenkins itself keeps"));
    }

    @Override
    public String job() {
        return build.getParent().getFullName();
    }

    private static SshLogin login(SSHUserPrivateKey login) {
        hudson.util.Secret passphrase = login.getPassphrase();
        return new SshLogin(
                login.getUsername(),
                Secret.of(login.getPrivateKeys().get(0)),
                Secret.of(passphrase == null ? "" : passphrase.getPlainText()));
    }

    @Override
    public Secret secretText(String field, String id) {
        if (id.isEmpty()) {
            return Secret.of("");
        }
        FileCredentials file = CredentialsProvider.findCredentialById(id, FileCredentials.class, build);
        return file == null
                ? Secret.of(find(field, id, StringCredentials.class, "a secret text or a secret file")
                        .getSecret()
                        .getPlainText())
                : content(field, id, CredentialsProvider.track(build, file));
    }

    // The end of the last line is of the file, not of the secret, as in a shell's $(cat file).
    private static Secret content(String field, String id, FileCredentials file) {
        try (InputStream content = file.getContent()) {
            byte[] bytes = content.readNBytes(MOST_OF_FILE + 1);
            if (bytes.length > MOST_OF_FILE) {
                throw new InvalidRequestException(field, id, "a secret file of at most 64 KiB");
            }
            return Secret.of(new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+\\z", ""));
        } catch (IOException e) {
            throw new InvalidRequestException(field, id, "a secret file that can be read (" + e.getMessage() + ")");
        }
    }

    /**
     * Returns the credentials behind the id.
     *
     * @throws InvalidRequestException naming field and id, if there are none the build may use or they are of another kind
     */
    <C extends StandardCredentials> C find(String field, String id, Class<C> type, String kind) {
        C found = CredentialsProvider.findCredentialById(id, type, build);
        if (found == null) {
            throw new InvalidRequestException(field, id, expected(id, kind));
        }
        return CredentialsProvider.track(build, found);
    }

    private String expected(String id, String kind) {
        boolean otherKind = CredentialsProvider.findCredentialById(id, StandardCredentials.class, build) != null;
        return otherKind
                ? "credentials that hold " + kind + " (these are of another kind)"
                : "the id of credentials that hold " + kind + " and that this build may use";
    }
}
