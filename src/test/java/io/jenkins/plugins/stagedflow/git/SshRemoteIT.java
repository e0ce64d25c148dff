package io.jenkins.plugins.stagedflow.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class SshRemoteIT {
    @Rule
    public final RealGit git = new RealGit();

    private final Services services = Services.running();

    @Test
    public void shouldTrustKnownKeysAlsoHashedOnesAndNoOthers() throws Exception {
        git.pushedCommit();
        git.git(git.remote(), "tag", "2026.11.0", "main");
        String known = services.contentOf("SSH_KNOWN_HOSTS_FILE");
        Path hashed = git.root().resolve("hashed");
        Files.writeString(hashed, known + "\n");
        new ProcessBuilder("ssh-keygen", "-H", "-f", hashed.toString()).start().waitFor();

        assertThat(remote(key(), Files.readString(hashed)).tags(List.of("2026.")))
                .hasSize(1);
        assertThatThrownBy(() -> remote(key(), foreignKey()).tags(List.of("2026.")))
                .hasStackTraceContaining("which is not among the known ones: nothing was sent");
        assertThatThrownBy(() -> remote(key(), known + "\n@revoked " + known).tags(List.of("2026.")))
                .hasStackTraceContaining("which is not among the known ones");
        assertThatThrownBy(() ->
                        remote(key(), "other.example " + known.split(" ", 2)[1]).tags(List.of("2026.")))
                .hasStackTraceContaining("which is not among the known ones");
    }

    @Test
    public void shouldTakeAnEncryptedKeyAndShowNothingOfOneThatIsRefused() throws Exception {
        git.pushedCommit();
        Path key = git.root().resolve("key");
        Files.writeString(key, services.contentOf("SSH_KEY_FILE") + "\n");
        Files.setPosixFilePermissions(key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        new ProcessBuilder("ssh-keygen", "-p", "-q", "-P", "", "-N", "hunter2pass", "-f", key.toString())
                .start()
                .waitFor();
        String known = services.contentOf("SSH_KNOWN_HOSTS_FILE");
        Secret encrypted = Secret.of(Files.readString(key));

        assertThat(remote(login(encrypted, "hunter2pass", known)).tags(List.of("2026.")))
                .isEmpty();
        Throwable wrong = catchThrowable(
                () -> remote(login(encrypted, "hunter2wrong", known)).tags(List.of("2026.")));
        StringWriter trace = new StringWriter();
        wrong.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("not authorized").doesNotContain("hunter2wrong");
        assertThat(login(encrypted, "hunter2pass", known).toString()).doesNotContain("PRIVATE", "hunter2pass");
    }

    @Test
    public void shouldQuoteThePathForTheShellOfTheServer() throws Exception {
        git.pushedCommit();
        String name = "it's a $(touch pwned) `touch pwned` repo.git";
        git.git(git.root(), "clone", "--quiet", "--bare", "remote.git", name);
        git.git(git.root().resolve(name), "tag", "2026.11.0", "main");
        String path = git.root().resolve(name).toString().replace(" ", "%20");

        GitRemote remote = GitRemote.at(
                "ssh://" + services.get("SSH_USER") + "@" + services.get("SSH_HOST") + ":" + services.get("SSH_PORT")
                        + path,
                login(key(), "", services.contentOf("SSH_KNOWN_HOSTS_FILE")));

        assertThat(remote.tags(List.of("2026."))).hasSize(1);
    }

    @Test
    public void shouldNeedAKeyAndKnownHosts() {
        GitLogin none = GitLogin.anonymous();
        assertThatThrownBy(() -> GitAccess.require("git@host.example:a.git", none))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("gitKey: ");
        assertThatThrownBy(() -> GitAccess.require("ssh://host.example/a.git", none.withKey(key(), Secret.of(""), "")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("gitKnownHosts: ");
        GitAccess.require("https://host.example/a.git", none);
    }

    private String foreignKey() throws Exception {
        Path key = git.root().resolve("foreign");
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .start()
                .waitFor();
        String[] words = Files.readString(git.root().resolve("foreign.pub")).split(" ");
        return "[%s]:%s %s %s".formatted(services.get("SSH_HOST"), services.get("SSH_PORT"), words[0], words[1]);
    }

    private Secret key() {
        return services.secret("SSH_KEY_FILE");
    }

    private GitRemote remote(Secret key, String knownHosts) throws Exception {
        return remote(login(key, "", knownHosts));
    }

    private GitRemote remote(GitLogin login) throws Exception {
        return GitRemote.at(
                "ssh://" + services.get("SSH_USER") + "@" + services.get("SSH_HOST") + ":" + services.get("SSH_PORT")
                        + git.remote(),
                login);
    }

    private static GitLogin login(Secret key, String passphrase, String knownHosts) {
        return GitLogin.anonymous().withKey(key, Secret.of(passphrase), knownHosts);
    }
}
