package io.jenkins.plugins.stagedflow.runner.credentials;

import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.jenkins.BuildCredentials;
import io.jenkins.plugins.stagedflow.jenkins.SshLogin;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The credentials of a local run, looked up by id and field in one place after another. */
public final class LocalCredentials implements BuildCredentials {
    private final List<CredentialSource> sources;

    /** Creates credentials from the places, the first of which that has a field counts. */
    public LocalCredentials(List<? extends CredentialSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public RegistryLogin registryLogin(String field, String id) {
        if (id.isEmpty()) {
            return RegistryLogin.anonymous();
        }
        return new RegistryLogin(username(field, id), require(field, id, CredentialField.PASSWORD));
    }

    @Override
    public GitLogin gitLogin(String field, String id, String knownHosts) {
        Secret none = Secret.of("");
        if (id.isEmpty()) {
            return new GitLogin("", none).withKey(none, none, knownHosts);
        }
        if (find(id, CredentialField.PRIVATE_KEY).isPresent()) {
            SshLogin login = sshLogin(field, id);
            return new GitLogin(login.user(), none).withKey(login.key(), login.passphrase(), knownHosts);
        }
        RegistryLogin login = registryLogin(field, id);
        return new GitLogin(login.username(), login.password());
    }

    @Override
    public SshLogin sshLogin(String field, String id) {
        Secret key = require(field, id, CredentialField.PRIVATE_KEY);
        return new SshLogin(
                find(id, CredentialField.USERNAME).map(Secret::reveal).orElse(""),
                key,
                find(id, CredentialField.PASSPHRASE).orElse(Secret.of("")));
    }

    @Override
    public SshLogin systemSshLogin(String field, String id) {
        return sshLogin(field, id);
    }

    @Override
    public String job() {
        return "";
    }

    @Override
    public Secret secretText(String field, String id) {
        return id.isEmpty() ? Secret.of("") : require(field, id, CredentialField.TEXT);
    }

    /** Returns the user name behind the id. */
    public String username(String field, String id) {
        return require(field, id, CredentialField.USERNAME).reveal();
    }

    /** Returns whether there are credentials with a field behind the id. */
    public boolean has(String id, CredentialField field) {
        return find(id, field).isPresent();
    }

    /** Returns the content of the secret file behind the id. */
    public byte[] file(String field, String id) {
        return require(field, id, CredentialField.FILE).reveal().getBytes(StandardCharsets.UTF_8);
    }

    private Secret require(String field, String id, CredentialField wanted) {
        return find(id, wanted)
                .orElseThrow(() -> new InvalidRequestException(
                        field,
                        id,
                        "credentials with a " + wanted.word() + " in the credentials file, or in the variable "
                                + wanted.variable(id)));
    }

    private Optional<Secret> find(String id, CredentialField field) {
        return sources.stream()
                .flatMap(source -> source.find(id, field).stream())
                .findFirst();
    }
}
