package io.jenkins.plugins.stagedflow.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** The same on every way to a remote, with git itself on the other side. */
@RunWith(Parameterized.class)
public class GitRemoteIT {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Rule
    public final RealGit git = new RealGit();

    @Parameter
    public String way;

    private final Services services = Services.running();
    private GitHttpServer http;
    private Process daemon;
    private GitRemote remote;
    private String commit;

    @Parameters(name = "{0}")
    public static List<String> ways() {
        return List.of("path", "file", "http", "git", "ssh", "ssh with the user of the login");
    }

    @Before
    public void open() throws Exception {
        commit = git.pushedCommit();
        http = new GitHttpServer(git.root(), "bot", "hunter2");
        String path = git.remote().toString();
        String user = services.get("SSH_USER");
        String host = services.get("SSH_HOST");
        remote = switch (way) {
            case "path" -> GitRemote.at(path, GitLogin.anonymous());
            case "file" -> GitRemote.at("file://" + path, GitLogin.anonymous());
            case "http" -> GitRemote.at(http.url("remote.git"), new GitLogin("bot", Secret.of("hunter2")));
            case "git" -> GitRemote.at(startDaemon() + "/remote.git", GitLogin.anonymous());
            case "ssh" ->
                GitRemote.at("ssh://" + user + "@" + host + ":" + services.get("SSH_PORT") + path, sshLogin());
            default -> GitRemote.at("ssh://" + host + ":" + services.get("SSH_PORT") + path, sshLogin());
        };
    }

    @After
    public void close() throws Exception {
        http.close();
        if (daemon != null) {
            daemon.descendants().forEach(ProcessHandle::destroy);
            daemon.destroyForcibly().waitFor();
        }
    }

    @Test
    public void shouldReadTagsByPrefixWithWhatTheyMarkInTheEnd() throws Exception {
        git.git(git.local(), "tag", "2026.11.0");
        git.git(git.local(), "tag", "--annotate", "--message", "one", "2026.11.1");
        git.git(git.local(), "tag", "2026.10.0");
        git.git(git.local(), "push", "--quiet", "--tags", "origin");

        List<RemoteRef> tags = remote.tags(List.of("2026.11.", "2026.9."));

        assertThat(tags)
                .containsExactlyInAnyOrder(
                        new RemoteRef("refs/tags/2026.11.0", commit, commit),
                        new RemoteRef("refs/tags/2026.11.1", git.git(git.local(), "rev-parse", "2026.11.1"), commit));
        assertThat(remote.tags(List.of("2027."))).isEmpty();
    }

    @Test
    public void shouldCreateReplaceAndDeleteATagOnlyIfItIsWhatItIsThoughtToBe() throws Exception {
        TagObject first = tag("first");
        TagObject second = tag("second");

        assertThat(remote.create("2026.11.0", first).done()).isTrue();
        assertThat(remote.objectOf("2026.11.0")).contains(first.id());
        assertThat(git.git(git.remote(), "cat-file", "-p", "2026.11.0"))
                .contains("tagger Ann <ann@localhost>", "first");

        TagPush again = remote.create("2026.11.0", second);
        assertThat(again.done()).isFalse();
        assertThat(again.contended()).as(again.reason()).isTrue();
        TagPush stale = remote.replace("2026.11.0", second.id(), second);
        assertThat(stale.done()).isFalse();
        assertThat(remote.objectOf("2026.11.0")).contains(first.id());

        assertThat(remote.replace("2026.11.0", first.id(), second)).isEqualTo(new TagPush(true, false, ""));
        assertThat(remote.delete("2026.11.0", first.id()).done()).isFalse();
        assertThat(remote.delete("2026.11.0", second.id()).done()).isTrue();
        assertThat(remote.objectOf("2026.11.0")).isEmpty();
        assertThat(git.git(git.remote(), "fsck", "--strict")).doesNotContain("error");
    }

    @Test
    public void shouldReadTheObjectOfATag() throws Exception {
        TagObject tag = tag("A message\n\nof two parts with Ünïcode\n" + "and much more ".repeat(5_000));
        remote.create("2026.11.0", tag);
        git.git(git.remote(), "tag", "2026.11.1", commit);

        List<RemoteRef> tags = remote.tags(List.of("2026.11."));
        Optional<TagObject> read = remote.tagObject(tags.get(0));

        assertThat(read.orElseThrow().bytes()).isEqualTo(tag.bytes());
        assertThat(read.get().message()).isEqualTo(tag.message()).contains("Ünïcode");
        assertThat(read.get().when()).isEqualTo(NOW);
        assertThat(remote.tagObject(tags.get(1))).isEmpty();
    }

    @Test
    public void shouldNotBringACommitThatTheRemoteDoesNotHave() throws Exception {
        String unpushed = git.commit();
        TagObject tag = TagObject.of("2026.11.0", unpushed, "Ann", "ann@localhost", NOW, "x\n");

        TagPush answer = remote.create("2026.11.0", tag);

        assertThat(answer.done()).isFalse();
        assertThat(answer.lacksObjects()).as(answer.reason()).isTrue();
        assertThat(git.tags()).isEmpty();
    }

    @Test
    public void shouldTellWhatAHookOfTheRemoteSays() throws Exception {
        git.hook("pre-receive", "echo 'no releases on Fridays' >&2; exit 1");

        TagPush answer = remote.create("2026.11.0", tag("x"));

        assertThat(answer.done()).isFalse();
        assertThat(answer.contended()).isFalse();
        assertThat(answer.reason()).contains("pre-receive hook declined", "no releases on Fridays");
    }

    @Test
    public void shouldSayThatThereIsNoSuchRepository() throws Exception {
        git.git(git.root(), "clone", "--quiet", "--bare", "remote.git", "moved.git");
        deleteRemote();

        assertThatThrownBy(() -> remote.tags(List.of("2026.")))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(GitFailure.reason(e)).containsAnyOf("not", "access denied"));
    }

    private void deleteRemote() throws Exception {
        java.nio.file.Files.move(git.remote(), git.root().resolve("gone"));
    }

    private TagObject tag(String message) {
        return TagObject.of("2026.11.0", commit, "Ann", "ann@localhost", NOW, message + "\n");
    }

    private GitLogin sshLogin() {
        return new GitLogin(services.get("SSH_USER"), Secret.of(""))
                .withKey(services.secret("SSH_KEY_FILE"), Secret.of(""), services.contentOf("SSH_KNOWN_HOSTS_FILE"));
    }

    private String startDaemon() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        daemon = new ProcessBuilder(
                        "git",
                        "daemon",
                        "--reuseaddr",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--base-path=" + git.root(),
                        "--export-all",
                        "--enable=receive-pack")
                .start();
        for (int i = 0; i < 200 && !answers(port); i++) {
            Thread.sleep(25);
        }
        return "git://127.0.0.1:" + port;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream input = socket.getInputStream()) {
            return input != null;
        } catch (IOException e) {
            return false;
        }
    }
}
