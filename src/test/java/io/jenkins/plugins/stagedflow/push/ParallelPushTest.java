package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ParallelPushTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private LocalHost host;

    @Before
    public void createHost() {
        host = new LocalHost(folder.getRoot().toPath(), System.getenv());
    }

    @Test
    public void shouldPushNothingOfAForkAndSaySo() throws Exception {
        PushResult result = push(request().tag("sha-1").fork(true));

        assertThat(result.skipped()).isTrue();
        assertThat(result.images().get("app"))
                .isEqualTo(new PushedImage("skipped", "r.invalid/team/app:sha-1", "", 0, 0, 0, ""));
        assertThat(console.lines()).containsExactly("Nothing is pushed: this change comes from a fork");
    }

    @Test
    public void shouldNameTheTagAfterTheCommit() throws Exception {
        git("init", "--quiet");
        git("-c", "user.name=n", "-c", "user.email=n@r.invalid", "commit", "--quiet", "--allow-empty", "-m", "first");
        String commit = git("rev-parse", "HEAD").strip();

        assertThat(push(request().fork(true)).tag()).isEqualTo("sha-" + commit.substring(0, 7));
    }

    @Test
    public void shouldSayThatThereIsNoCommitToNameTheTagAfter() {
        assertThatThrownBy(() -> push(request().fork(true)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("commit")
                .hasMessageContaining("Set tag");
    }

    private PushResult push(PushRequest.Builder request) throws InterruptedException {
        return new ParallelPush(host, console, Timing.system()).push(request.build());
    }

    private String git(String... arguments) throws InterruptedException {
        return host.run(
                        Command.of("git", arguments)
                                .environment(
                                        "GIT_CEILING_DIRECTORIES",
                                        folder.getRoot().getParent())
                                .captured()
                                .build(),
                        console)
                .orFail("run git", "")
                .output();
    }

    private static PushRequest.Builder request() {
        return PushRequest.builder().registry("r.invalid").namespace("team").images(List.of("sample/app"));
    }
}
