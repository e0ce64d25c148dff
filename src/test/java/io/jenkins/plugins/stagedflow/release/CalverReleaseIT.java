package io.jenkins.plugins.stagedflow.release;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.StallingProxy;
import io.jenkins.plugins.stagedflow.git.GitHttpServer;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.git.GitRemote;
import io.jenkins.plugins.stagedflow.git.RealGit;
import io.jenkins.plugins.stagedflow.git.TagObject;
import io.jenkins.plugins.stagedflow.github.GitHubApi;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult.ReleasedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

public class CalverReleaseIT {
    private static final String NOW = "2026-11-23T10:00:00Z";

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final RealGit git = new RealGit();

    @Rule
    public final GitHubApi gitHub = new GitHubApi();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldStartTheMonthWithZeroAndCountOn() throws Exception {
        String backend = registry.put("backend", "latest", "backend");
        String frontend = registry.put("frontend", "latest", "frontend");
        String first = git.pushedCommit();

        CalverReleaseResult result = release(request().images(List.of("backend", "frontend")));
        String second = git.pushedCommit();
        CalverReleaseResult next = release(request().images(List.of("backend", "frontend")));

        String reference = registry.repository("backend") + ":2026.11.0";
        assertThat(result.version()).isEqualTo("2026.11.0");
        assertThat(result.tag()).isEqualTo("2026.11.0");
        assertThat(result.commit()).isEqualTo(first);
        assertThat(result.existing()).isFalse();
        assertThat(result.images())
                .containsExactly(
                        new ReleasedImage("backend", reference, backend),
                        new ReleasedImage("frontend", registry.repository("frontend") + ":2026.11.0", frontend));
        assertThat(registry.digest("backend", "2026.11.0")).isEqualTo(backend);
        assertThat(registry.digest("frontend", "2026.11.0")).isEqualTo(frontend);
        assertThat(next.version()).isEqualTo("2026.11.1");
        assertThat(commitOf("2026.11.0")).isEqualTo(first);
        assertThat(commitOf("2026.11.1")).isEqualTo(second);
    }

    @Test
    public void shouldCreateAnAnnotatedTagAndNothingInTheClone() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        // A hook of the user's own repository must not run.
        Path hook = git.local().resolve(".git/hooks/pre-push");
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        List<Path> before = files(git.local().resolve(".git"));

        release(request().tagger(new Tagger("Ann Äon", "ann@localhost")).message("November\n\nfirst"));

        assertThat(git.git(git.remote(), "cat-file", "-t", "2026.11.0")).isEqualTo("tag");
        assertThat(git.git(git.remote(), "cat-file", "-p", "2026.11.0"))
                .contains("tag 2026.11.0\ntagger Ann Äon <ann@localhost> 1795428000 +0000\n\nNovember\n\nfirst");
        assertThat(git.git(git.remote(), "fsck", "--strict")).doesNotContain("error");
        assertThat(files(git.local().resolve(".git"))).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    public void shouldGiveTwentyReleasesAtOnceConsecutiveVersions() throws Exception {
        registry.put("backend", "latest", "backend");
        List<String> commits =
                IntStream.range(0, 20).mapToObj(i -> git.pushedCommit()).toList();
        String digest = registry.digest("backend", "latest");
        Map<String, ParallelWork.Work<CalverReleaseResult>> work = new LinkedHashMap<>();
        commits.forEach(commit -> work.put(commit, () -> release(request().commit(commit))));

        Map<String, Outcome<CalverReleaseResult>> outcomes = ParallelWork.run(work, 20);

        assertThat(outcomes.values().stream().map(outcome -> outcome.get().version()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "2026.11." + i).toList());
        outcomes.forEach((commit, outcome) -> {
            assertThat(commitOf(outcome.get().version())).isEqualTo(commit);
            assertThat(registry.digest("backend", outcome.get().version())).isEqualTo(digest);
        });
        assertThat(git.tags()).hasSize(20);
    }

    @Test
    public void shouldGiveOneVersionToReleasesOfOneCommitAtOnce() throws Exception {
        registry.put("backend", "latest", "backend");
        String commit = git.pushedCommit();
        Map<String, ParallelWork.Work<CalverReleaseResult>> work = new LinkedHashMap<>();
        IntStream.range(0, 4)
                .forEach(i -> work.put("run " + i, () -> release(request().commit(commit))));

        Map<String, Outcome<CalverReleaseResult>> outcomes = ParallelWork.run(work, 4);

        assertThat(outcomes.values())
                .allMatch(outcome -> outcome.get().version().equals("2026.11.0"));
        assertThat(outcomes.values().stream().filter(outcome -> !outcome.get().existing()))
                .hasSize(1);
        assertThat(git.tags()).containsExactly("2026.11.0");
    }

    @Test
    public void shouldCompleteTheVersionACommitHasInsteadOfMakingAnother() throws Exception {
        String old = registry.put("backend", "latest", "backend");
        git.pushedCommit();
        release(request());
        // Cut off before the second image, and the source has moved on since.
        registry.put("backend", "latest", "moved on");
        String frontend = registry.put("frontend", "latest", "frontend");

        CalverReleaseResult result = release(request().images(List.of("backend", "frontend")));

        assertThat(result.existing()).isTrue();
        assertThat(result.version()).isEqualTo("2026.11.0");
        assertThat(result.images()).extracting(ReleasedImage::digest).containsExactly(old, frontend);
        assertThat(registry.digest("backend", "2026.11.0")).isEqualTo(old);
        assertThat(registry.digest("frontend", "2026.11.0")).isEqualTo(frontend);
        assertThat(git.tags()).containsExactly("2026.11.0");
        assertThat(console.text()).contains("has the version 2026.11.0 already");
    }

    @Test
    public void shouldTellTheMonthByTheClockOfTheZone() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        Timing beforeMidnight = at("2026-01-31T23:30:00Z");

        assertThat(release(request().dryRun(true), beforeMidnight).version()).isEqualTo("2026.1.0");
        assertThat(release(request().dryRun(true).zone("Europe/Berlin"), beforeMidnight)
                        .version())
                .isEqualTo("2026.2.0");
        assertThat(release(request().dryRun(true).zone("America/New_York"), at("2026-03-01T04:59:59Z"))
                        .version())
                .isEqualTo("2026.2.0");
        assertThat(release(request().dryRun(true), at("2028-02-29T23:59:59Z")).version())
                .isEqualTo("2028.2.0");
        assertThat(release(request().dryRun(true), at("2028-03-01T00:00:00Z")).version())
                .isEqualTo("2028.3.0");
    }

    @Test
    public void shouldChangeNothingInADryRun() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        String commit = git.pushedCommit();

        CalverReleaseResult result = release(request().dryRun(true));

        assertThat(result.dryRun()).isTrue();
        assertThat(result.version()).isEqualTo("2026.11.0");
        assertThat(result.commit()).isEqualTo(commit);
        assertThat(result.images()).extracting(ReleasedImage::digest).containsExactly(digest);
        assertThat(git.tags()).isEmpty();
        assertThat(registry.digest("backend", "2026.11.0")).isEmpty();
        assertThat(console.text()).contains("would get the version 2026.11.0");
    }

    @Test
    public void shouldSayWhatAHookOfTheRemoteRefusedAndChangeNothing() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        git.hook("pre-receive", "echo 'no releases on Fridays' >&2; exit 1");

        assertThatThrownBy(() -> release(request()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("create the tag 2026.11.0 on the git remote " + git.remote())
                .hasMessageContaining("pre-receive hook declined")
                .hasMessageContaining("no releases on Fridays")
                .hasMessageContaining("Nothing was changed")
                .hasMessageNotContaining("\n");
        assertThat(git.tags()).isEmpty();
        assertThat(registry.digest("backend", "2026.11.0")).isEmpty();
    }

    @Test
    public void shouldTakeTheTagBackWhenTheImagesCannotBeTagged() {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();

        assertThatThrownBy(() -> release(request().login(registry.login("reader"))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("Could not release 2026.11.0: ")
                .hasMessageContaining("backend")
                .hasMessageContaining("The tag 2026.11.0 was taken back from the git remote")
                .hasMessageNotContaining(registry.password("reader").reveal());
        assertThat(git.tags()).isEmpty();
        assertThat(registry.digest("backend", "2026.11.0")).isEmpty();
    }

    @Test
    public void shouldSayWhenTheTagCouldNotBeTakenBack() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        git.hook("update", "case $3 in 0000*) echo 'tags stay' >&2; exit 1 ;; esac");

        assertThatThrownBy(() -> release(request().login(registry.login("reader"))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("The tag 2026.11.0 stays on " + git.remote())
                .hasMessageContaining("could not be taken back")
                .hasMessageContaining("tags stay");
        assertThat(git.tags()).containsExactly("2026.11.0");
    }

    @Test
    public void shouldKeepTheTagThatWasThereBeforeWhenTheImagesCannotBeTagged() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        git.git(git.local(), "tag", "--annotate", "--message", "by hand", "2026.11.4");
        git.git(git.local(), "push", "--quiet", "origin", "2026.11.4");

        assertThatThrownBy(() -> release(request().login(registry.login("reader"))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("Could not release 2026.11.4: ")
                .hasMessageContaining("was there before and stays");
        assertThat(git.tags()).containsExactly("2026.11.4");
    }

    @Test
    public void shouldTakeNoVersionWhenAnImageIsMissing() {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();

        assertThatThrownBy(() -> release(request().images(List.of("backend", "ghost"))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("ghost (" + registry.repository("ghost") + ":latest)")
                .hasMessageContaining("nothing was changed");
        assertThat(git.tags()).isEmpty();
    }

    @Test
    public void shouldRefuseACommitTheRemoteDoesNotHaveAndNotBringItThere() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        String unpushed = git.commit();

        for (String commit : List.of(unpushed, "f".repeat(40))) {
            for (boolean dryRun : new boolean[] {false, true}) {
                assertThatThrownBy(() -> release(request().commit(commit).dryRun(dryRun)))
                        .isInstanceOf(OperationFailedException.class)
                        .hasMessageContaining("release commit " + commit)
                        .hasMessageContaining("Push the commit there first; nothing was changed");
            }
        }
        assertThat(git.tags()).isEmpty();
        assertThatThrownBy(() -> git.git(git.remote(), "cat-file", "-e", unpushed))
                .isInstanceOf(OperationFailedException.class);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    public void shouldReleaseACommitBehindTheBranchFromNoClonesAndShallowOnes() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        String behind = git.pushedCommit();
        git.pushedCommit();
        git.git(git.root(), "clone", "--quiet", "--depth", "1", "file://" + git.remote(), "shallow");
        Path nowhere = Files.createDirectory(git.root().resolve("nowhere"));

        CalverReleaseResult tip = release(request().directory("../shallow"));
        CalverReleaseResult bare = release(request()
                .directory(nowhere.toString())
                .remote(git.remote().toString())
                .commit(behind));

        assertThat(tip.version()).isEqualTo("2026.11.0");
        assertThat(bare.version()).isEqualTo("2026.11.1");
        assertThat(commitOf("2026.11.1")).isEqualTo(behind);
        assertThat(git.git(git.remote(), "fsck", "--strict")).doesNotContain("error");
    }

    @Test
    public void shouldSayWhatIsMissingWhereThereIsNoRepository() throws Exception {
        registry.put("backend", "latest", "backend");
        Path nowhere = Files.createDirectory(git.root().resolve("nowhere"));

        assertThatThrownBy(() -> release(request().directory(nowhere.toString())))
                .hasMessageContaining("not a git repository")
                .hasMessageContaining("'remote'");
        assertThatThrownBy(() -> release(request().remote("upstream"))).hasMessageContaining("git remote upstream");
        assertThatThrownBy(() -> release(request()
                        .remote(git.root().resolve("gone.git").toString())
                        .commit("a".repeat(40))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("gone.git");
    }

    @Test
    public void shouldReadOnlyTheTagsOfTheMonthFromTheRemote() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        for (int i = 0; i < 50; i++) {
            git.git(git.remote(), "tag", "2025.11." + i);
            git.git(git.remote(), "tag", "v" + i);
        }
        git.git(git.remote(), "tag", "2026.11.8", git.git(git.remote(), "commit-tree", "-m", "x", "main^{tree}"));
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "hunter2-git")) {
            CalverReleaseResult result = release(request()
                    .dryRun(true)
                    .remote(server.url("remote.git"))
                    .gitLogin(new GitLogin("bot", Secret.of("hunter2-git"))));

            assertThat(result.version()).isEqualTo("2026.11.9");
            // One tag of the month and one branch, with what the server can do: a hundred more would be 6 kB.
            assertThat(server.bytesAnswered()).isLessThan(2_000);
        }
    }

    @Test
    public void shouldTakeTheTagBackWhenItIsStoppedWhileTheRemoteCreatesIt() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread release = new Thread(() -> failure.set(catchThrowable(() -> release(request()))));
        // While the hook runs the tag is there, and the push is not over.
        git.hook("post-receive", "touch " + git.root() + "/created; sleep 1");
        release.start();
        for (int i = 0; i < 200 && !Files.exists(git.root().resolve("created")); i++) {
            Thread.sleep(25);
        }
        assertThat(git.tags()).containsExactly("2026.11.0");

        release.interrupt();
        release.join(20_000);

        assertThat(release.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(git.tags()).isEmpty();
        assertThat(registry.digest("backend", "2026.11.0")).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    public void shouldTakeTagAndImagesBackWhenItIsStoppedBetweenTwoImages() throws Exception {
        registry.put("backend", "latest", "backend");
        registry.put("frontend", "latest", "frontend");
        git.pushedCommit();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (StallingProxy proxy = new StallingProxy(registry.name())) {
            StallingProxy.Hold write = proxy.holdRequest(request -> request.matches("PUT .*/frontend/.*"));
            Thread release = new Thread(() -> failure.set(catchThrowable(
                    () -> release(request().registry(proxy.address()).images(List.of("backend", "frontend"))))));
            release.start();
            assertThat(write.awaitReached(30)).isTrue();

            release.interrupt();
            release.join(60_000);
            write.let(503);

            assertThat(release.isAlive()).isFalse();
            assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        }
        assertThat(git.tags()).isEmpty();
        assertThat(registry.digest("frontend", "2026.11.0")).isEmpty();
        assertThat(console.text()).contains("The tag 2026.11.0 was taken back from the git remote");
    }

    @Test
    public void shouldReleaseOverHttpWithALoginThatIsSeenNowhere() throws Exception {
        registry.put("backend", "latest", "backend");
        String commit = git.pushedCommit();
        git.git(git.remote(), "tag", "2026.10.7");
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "hunter2-git")) {
            GitLogin login = new GitLogin("bot", Secret.of("hunter2-git"));

            CalverReleaseResult result =
                    release(request().remote(server.url("remote.git")).gitLogin(login));

            assertThat(result.version()).isEqualTo("2026.11.0");
            assertThat(commitOf("2026.11.0")).isEqualTo(commit);
            // Three in all: what the server can do, the tags of the month, the new tag. Its other refs are not asked
            // for.
            assertThat(server.requests())
                    .containsExactly(
                            "GET /remote.git/info/refs?service=git-upload-pack",
                            "POST /remote.git/git-upload-pack",
                            "POST /remote.git/git-receive-pack");
            assertThat(console.text() + result).doesNotContain("hunter2-git");
            assertThat(leftovers()).isEmpty();
        }
    }

    @Test
    public void shouldFollowARemoteThatHasMovedOnItsServer() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "hunter2-git")) {
            CalverReleaseResult result = release(request()
                    .remote(server.url("moved/remote.git"))
                    .gitLogin(new GitLogin("bot", Secret.of("hunter2-git"))));

            assertThat(git.tags()).containsExactly(result.version());
        }
    }

    @Test
    public void shouldTakeTheTagBackOverHttpToo() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "hunter2-git")) {
            GitLogin login = new GitLogin("bot", Secret.of("hunter2-git"));

            assertThatThrownBy(() -> release(request()
                            .remote(server.url("remote.git"))
                            .gitLogin(login)
                            .login(registry.login("reader"))))
                    .hasMessageContaining("was taken back");
            assertThat(git.tags()).isEmpty();
        }
    }

    @Test
    public void shouldNotShowThePasswordARemoteDeclined() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "other")) {
            GitLogin login = new GitLogin("bot", Secret.of("hunter2-git"));

            Throwable wrong = catchThrowable(
                    () -> release(request().remote(server.url("remote.git")).gitLogin(login)));
            Throwable none = catchThrowable(() -> release(request().remote(server.url("remote.git"))));

            assertThat(wrong)
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("not authorized")
                    .hasMessageContaining("'gitLogin'");
            assertThat(none).isInstanceOf(OperationFailedException.class).hasMessageContaining("'gitLogin'");
            assertThat(stackTrace(wrong) + console.text()).doesNotContain("hunter2-git");
        }
    }

    @Test
    public void shouldRefuseAPasswordInTheConfiguredAddressWithoutShowingIt() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        git.git(git.local(), "remote", "set-url", "origin", "http://bot:hunter2-url@127.0.0.1:1/remote.git");

        Throwable refusal = catchThrowable(() -> release(request()));

        assertThat(refusal).isInstanceOf(InvalidRequestException.class).hasMessageStartingWith("remote: ");
        assertThat(stackTrace(refusal) + console.text()).doesNotContain("hunter2-url");
    }

    @Test
    public void shouldLeaveAVersionThatAnotherRunHasTakenOver() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        git.pushedCommit();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (StallingProxy proxy = new StallingProxy(registry.name())) {
            StallingProxy.Hold write = proxy.holdRequest(request -> request.startsWith("PUT "));
            Thread first = new Thread(
                    () -> failure.set(catchThrowable(() -> release(request().registry(proxy.address())))));
            first.start();
            assertThat(write.awaitReached(30)).isTrue();

            CalverReleaseResult second = release(request());
            write.let(403);
            first.join(60_000);

            assertThat(second.version()).isEqualTo("2026.11.0");
            assertThat(second.existing()).isTrue();
        }
        // Both write the same digest to the same repository: what the second wrote is what the first was to write.
        assertThat(git.tags()).containsExactly("2026.11.0");
        assertThat(registry.digest("backend", "2026.11.0")).isEqualTo(digest);
    }

    @Test
    public void shouldSayThatTheVersionStaysWhenAnotherRunGoesOnWithIt() throws Exception {
        registry.put("backend", "latest", "backend");
        String frontend = registry.put("frontend", "latest", "frontend");
        git.pushedCommit();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (StallingProxy proxy = new StallingProxy(registry.name());
                StallingProxy other = new StallingProxy(registry.name())) {
            StallingProxy.Hold write = proxy.holdRequest(request -> request.matches("PUT .*/frontend/.*"));
            Thread first = new Thread(() -> failure.set(catchThrowable(
                    () -> release(request().registry(proxy.address()).images(List.of("backend", "frontend"))))));
            first.start();
            assertThat(write.awaitReached(30)).isTrue();
            AtomicReference<CalverReleaseResult> result = new AtomicReference<>();
            StallingProxy.Hold otherWrite = other.holdRequest(request -> request.matches("PUT .*/frontend/.*"));
            Thread second = new Thread(() -> {
                try {
                    result.set(release(request().registry(other.address()).images(List.of("backend", "frontend"))));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            second.start();
            assertThat(otherWrite.awaitReached(30)).isTrue();

            // The first fails while the second has taken the version over and is not done with its images.
            write.let(403);
            first.join(60_000);
            otherWrite.let(0);
            second.join(60_000);

            assertThat(failure.get())
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("The tag 2026.11.0 stays, for another run goes on with this version");
            assertThat(result.get().version()).isEqualTo("2026.11.0");
        }
        assertThat(git.tags()).containsExactly("2026.11.0");
        assertThat(registry.digest("backend", "2026.11.0")).isNotEmpty();
        assertThat(registry.digest("frontend", "2026.11.0")).isEqualTo(frontend);
    }

    @Test
    public void shouldWaitForAVersionThatIsBeingTakenBackAndThenTakeItOver() throws Exception {
        String commit = git.pushedCommit();
        ManualTiming time = new ManualTiming();
        GitRemote remote = GitRemote.at(git.remote().toString(), GitLogin.anonymous());
        CalendarVersion version = CalendarVersion.first("2026.11.");
        TagText former = text("1", time);
        remote.create(
                "2026.11.0",
                former.withdrawn(version, commit, time.timing().clock().instant()));

        Reservation taken = taker(remote, commit, "2", time).take();

        assertThat(taken.version()).isEqualTo(version);
        assertThat(taken.existing()).isTrue();
        assertThat(taken.contested()).isTrue();
        assertThat(taken.images()).containsEntry("registry.example/backend", "sha256:" + "a".repeat(64));
        assertThat(time.waits().stream().mapToLong(Duration::toSeconds).sum()).isBetween(350L, 370L);
        assertThat(console.text()).contains("is being taken back by another run");
    }

    @Test
    public void shouldTakeTheNumberAgainOnceAVersionIsTakenBack() throws Exception {
        String commit = git.pushedCommit();
        ManualTiming time = new ManualTiming();
        GitRemote remote = GitRemote.at(git.remote().toString(), GitLogin.anonymous());
        CalendarVersion version = CalendarVersion.first("2026.11.");
        TagObject withdrawn =
                text("1", time).withdrawn(version, commit, time.timing().clock().instant());
        remote.create("2026.11.0", withdrawn);
        Timing timing = new Timing(time.timing().clock(), wait -> {
            time.timing().sleeper().sleep(wait);
            git.git(git.remote(), "update-ref", "-d", "refs/tags/2026.11.0");
        });

        Reservation taken =
                new VersionTaker(remote, commit, List.of("2026.11."), text("2", time), console, timing).take();

        assertThat(taken.version()).isEqualTo(version);
        assertThat(taken.existing()).isFalse();
        assertThat(time.waits()).hasSizeLessThan(5);
    }

    @Test
    public void shouldCompleteAVersionOfTheMonthBeforeWhenTheMonthChangedMeanwhile() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        git.pushedCommit();
        release(request(), at("2026-11-30T23:59:50Z"));

        CalverReleaseResult again = release(request(), at("2026-12-01T00:00:10Z"));
        git.pushedCommit();
        CalverReleaseResult next = release(request(), at("2026-12-01T00:01:00Z"));

        assertThat(again.version()).isEqualTo("2026.11.0");
        assertThat(again.existing()).isTrue();
        assertThat(next.version()).isEqualTo("2026.12.0");
        assertThat(registry.digest("backend", "2026.12.0")).isEqualTo(digest);
    }

    @Test
    public void shouldReleaseInOtherFormats() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        release(request().format("YYYY.0M.MICRO"), at("2026-02-03T10:00:00Z"));
        git.pushedCommit();
        release(request().format("YYYY.0M.MICRO"), at("2026-02-03T10:00:00Z"));
        git.pushedCommit();
        release(request().format("YY.MM.PATCH"), at("2026-02-03T10:00:00Z"));

        assertThat(git.tags()).containsExactly("2026.02.0", "2026.02.1", "26.2.0");
        assertThat(registry.digest("backend", "2026.02.1")).isNotEmpty();
    }

    @Test
    public void shouldKeepTagAndImagesWhenOnlyGitHubFailsAndCompleteThatVersionThen() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        git.pushedCommit();
        gitHub.server()
                .stubFor(post(GitHubApi.RELEASES)
                        .willReturn(GitHubApi.failure(403, "{\"message\": \"API rate limit exceeded\"}")
                                .withHeader("X-RateLimit-Remaining", "0")
                                .withHeader("X-RateLimit-Reset", "1795430000")));

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> release(request().gitHub(gitHub())));
        gitHub.server()
                .stubFor(post(GitHubApi.RELEASES).willReturn(GitHubApi.created(gitHub.release(7, "2026.11.0", false))));
        CalverReleaseResult again = release(request().gitHub(gitHub()));

        assertThat(failure)
                .hasMessageStartingWith("Could not release 2026.11.0 on GitHub: ")
                .hasMessageContaining("the rate limit of this token is used up until")
                .hasMessageContaining("The tag and the images have the version and stay; run the release again");
        assertThat(failure.partialResult().orElseThrow()).isInstanceOf(CalverReleaseResult.class);
        assertThat(again.version()).isEqualTo("2026.11.0");
        assertThat(again.releaseUrl()).isEqualTo("https://github.example/team/app/releases/2026.11.0");
        assertThat(git.tags()).containsExactly("2026.11.0");
        assertThat(registry.digest("backend", "2026.11.0")).isEqualTo(digest);
        gitHub.server()
                .verify(postRequestedFor(urlEqualTo(GitHubApi.RELEASES))
                        .withRequestBody(containing("docker pull " + registry.repository("backend") + ":2026.11.0"))
                        .withRequestBody(containing("Commit `" + again.commit().substring(0, 7) + "`")));
    }

    @Test
    public void shouldChangeNothingWhenTheRepositoryOnGitHubIsNotThere() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        gitHub.server().stubFor(get("/repos/team/app").willReturn(GitHubApi.failure(404, "{}")));

        assertThatThrownBy(() -> release(request().gitHub(gitHub()))).hasMessageContaining("Check 'repository'");
        assertThatThrownBy(() -> release(request().gitHub(gitHub("nowhere.json"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("assets: ");
        assertThat(git.tags()).isEmpty();
    }

    @Test
    public void shouldTellInADryRunAllItWouldDo() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        git.pushedCommit();

        release(request().gitHub(gitHub()).dryRun(true));

        assertThat(console.text())
                .contains("would get the version 2026.11.0")
                .contains("[backend] Would tag " + digest + " as " + registry.repository("backend") + ":2026.11.0.")
                .contains("Would publish the release 2026.11.0 in team/app");
        assertThat(gitHub.requests()).allMatch(request -> request.startsWith("GET "));
        assertThat(git.tags()).isEmpty();
        assertThatThrownBy(() -> release(request().dryRun(true).login(new RegistryLogin("pusher", Secret.of("wrong")))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageNotContaining("run the release again");
    }

    @Test
    public void shouldTakeTheTagBackWhenTheRegistryIsGoneAfterTheTag() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        try (StallingProxy proxy = new StallingProxy(registry.name())) {
            git.hook(
                    "post-receive",
                    "touch " + git.root() + "/created; while [ -e " + git.root() + "/wait ]; do sleep 0.1; done");
            Files.createFile(git.root().resolve("wait"));
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread release = new Thread(
                    () -> failure.set(catchThrowable(() -> release(request().registry(proxy.address())))));
            release.start();
            for (int i = 0; i < 400 && !Files.exists(git.root().resolve("created")); i++) {
                Thread.sleep(25);
            }
            proxy.vanish();
            Files.delete(git.root().resolve("wait"));
            release.join(120_000);

            assertThat(failure.get())
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("nobody answers there")
                    .hasMessageContaining("The tag 2026.11.0 was taken back");
        }
        assertThat(git.tags()).isEmpty();
    }

    @Test
    public void shouldSayThatRunningAgainGoesOnWhenTheRemoteIsGoneAfterTheTag() throws Exception {
        String digest = registry.put("backend", "latest", "backend");
        git.pushedCommit();
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", "x");
                StallingProxy proxy =
                        new StallingProxy(URI.create(server.url("")).getAuthority())) {
            StallingProxy.Hold push =
                    proxy.holdAnswer(request -> request.startsWith("POST /remote.git/git-receive-pack"));
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread release = new Thread(() -> failure.set(catchThrowable(() -> release(request()
                    .remote("http://" + proxy.address() + "/remote.git")
                    .gitLogin(new GitLogin("bot", Secret.of("x")))))));
            release.start();
            assertThat(push.awaitReached(30)).isTrue();
            while (git.tags().isEmpty()) {
                Thread.sleep(20);
            }
            server.vanish();
            push.let(502);
            release.join(60_000);

            assertThat(failure.get())
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("whether the tag is there could not be found out")
                    .hasMessageContaining("Run the release again: it goes on with that version");
        }
        assertThat(release(request()).version()).isEqualTo("2026.11.0");
        assertThat(registry.digest("backend", "2026.11.0")).isEqualTo(digest);
    }

    private static TagText text(String run, ManualTiming time) {
        TreeMap<String, String> images = new TreeMap<>(Map.of("registry.example/backend", "sha256:" + "a".repeat(64)));
        return new TagText(Tagger.DEFAULT, "", time.timing().clock().instant(), images, run);
    }

    private VersionTaker taker(GitRemote remote, String commit, String run, ManualTiming time) {
        return new VersionTaker(remote, commit, List.of("2026.11."), text(run, time), console, time.timing());
    }

    private GitHubOptions gitHub(String... assets) {
        return new GitHubOptions(
                gitHub.url(), "team/app", Secret.of(GitHubApi.TOKEN), true, false, false, List.of(assets));
    }

    private CalverReleaseRequest.Builder request() {
        return CalverReleaseRequest.builder()
                .images(List.of("backend"))
                .registry(registry.name())
                .namespace(registry.namespace())
                .login(registry.login("pusher"));
    }

    private CalverReleaseResult release(CalverReleaseRequest.Builder request) throws InterruptedException {
        return release(request, at(NOW));
    }

    private CalverReleaseResult release(CalverReleaseRequest.Builder request, Timing timing)
            throws InterruptedException {
        LocalHost host = new LocalHost(git.local(), System.getenv());
        return new CalverRelease(host, console, timing).release(request.build());
    }

    private static Timing at(String instant) {
        Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
        return new Timing(clock, Timing.system().sleeper());
    }

    private String commitOf(String tag) {
        return git.git(git.remote(), "rev-parse", tag + "^{commit}");
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }

    private static List<Path> leftovers() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("staged-flow-release-"))
                    .toList();
        }
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
