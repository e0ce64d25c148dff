package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Locks of a host whose k3s would go to a directory of the test, so that no other test meets them. */
public class InstallLockTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private LocalHost host;
    private InstallLock first;
    private InstallLock second;

    @Before
    public void createLocks() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("INSTALL_K3S_BIN_DIR", folder.getRoot() + "/bin");
        host = new LocalHost(folder.getRoot().toPath(), environment);
        first = lock("first");
        second = lock("second");
    }

    @After
    public void removeLock() {
        host.files().delete(first.path());
    }

    @Test
    public void shouldKeepTheSecondWaitingUntilTheFirstIsDone() throws Exception {
        first.acquire(in(5));
        CompletableFuture<Boolean> got = acquiring(second);

        Thread.sleep(300);
        assertThat(got).isNotDone();
        assertThat(console.text())
                .contains("Another boot is bringing k3s onto this host (state directory " + folder.getRoot()
                        + "/first, process " + ProcessHandle.current().pid() + "): waiting for it");
        first.close();

        assertThat(got.get(5, TimeUnit.SECONDS)).isTrue();
        first.close();
        assertThat(Path.of(first.path().value())).exists();
        second.close();
        assertThat(Path.of(first.path().value())).doesNotExist();
    }

    @Test
    public void shouldSayWhoHoldsItWhenTheTimeIsOver() throws Exception {
        first.acquire(in(5));

        assertThatThrownBy(() -> second.acquire(in(1)))
                .hasMessage("Could not install k3s: another boot (state directory " + folder.getRoot()
                        + "/first, process " + ProcessHandle.current().pid() + ") is still at it after 1 s. Wait for"
                        + " that boot; if there is none any more, remove " + first.path() + ".");
        second.close();
        assertThat(Path.of(first.path().value())).exists();
    }

    @Test
    public void shouldGoOnWithTheLockOfTheSameFlow() throws Exception {
        first.acquire(in(5));

        lock("first").acquire(in(1));

        assertThat(console.text()).isEmpty();
    }

    @Test
    public void shouldRemoveTheLockOfAProcessThatIsGone() throws Exception {
        leave(new LockOwner(folder.getRoot() + "/gone", ended(), 600));

        second.acquire(in(5));

        assertThat(console.text()).contains("was left behind by a boot that is gone and is removed");
    }

    @Test
    public void shouldNotTakeAnotherProcessWithTheSameIdForTheOwner() throws Exception {
        HostProcess current = HostProcess.current();
        leave(new LockOwner(
                folder.getRoot() + "/gone", new HostProcess(current.id(), current.started() - 60_000), 600));

        second.acquire(in(5));
    }

    @Test
    public void shouldWaitForAnInstallerThatHasOutlivedItsBoot() throws Exception {
        BootState state = new BootState(host, "gone", Timing.system());
        Job installer = state.jobs()
                .startOrAttach(K3sInstaller.KEY, Command.of("sleep", "1.5").build());
        leave(new LockOwner(state.directory().value(), ended(), 600));

        assertThatThrownBy(() -> second.acquire(in(1))).hasMessageContaining("another boot");
        installer.await(in(20));
        second.acquire(in(5));
    }

    @Test
    public void shouldRemoveALockThatIsOlderThanItsBootCanBe() throws Exception {
        leave(new LockOwner(folder.getRoot() + "/hanging", HostProcess.current(), 60));
        age("owner", Duration.ofMinutes(7));

        second.acquire(in(5));
    }

    @Test
    public void shouldRemoveALockWhoseMakerDiedBeforeItNamedItself() throws Exception {
        host.files().createDirectory(first.path());
        assertThatThrownBy(() -> second.acquire(in(1))).hasMessageContaining("its lock is " + first.path());
        age("", Duration.ofMinutes(1));

        second.acquire(in(5));
    }

    @Test
    public void shouldGiveALockThatWasLeftBehindToOneOfManyThatWait() throws Exception {
        leave(new LockOwner(folder.getRoot() + "/gone", ended(), 600));
        Path inside = folder.getRoot().toPath().resolve("inside");

        CompletableFuture<?>[] all = new CompletableFuture<?>[6];
        for (int i = 0; i < all.length; i++) {
            InstallLock lock = lock("flow" + i);
            all[i] = CompletableFuture.runAsync(() -> aloneWith(lock, inside));
        }

        CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);
    }

    private static void aloneWith(InstallLock lock, Path inside) {
        try (lock) {
            lock.acquire(in(20));
            // Fails when another one is there.
            Files.createFile(inside);
            Thread.sleep(20);
            Files.delete(inside);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private InstallLock lock(String stateDirectory) {
        BootState state = new BootState(host, stateDirectory, Timing.system());
        return new InstallLock(host, console, Timing.system(), state, new K3sInstallation(host, state));
    }

    private void leave(LockOwner owner) throws IOException {
        host.files().createDirectory(first.path());
        Files.writeString(Path.of(first.path().value(), "owner"), owner.text());
    }

    private void age(String name, Duration age) throws IOException {
        Files.setLastModifiedTime(
                Path.of(first.path().value(), name), FileTime.from(Instant.now().minus(age)));
    }

    private static HostProcess ended() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return new HostProcess(process.pid(), System.currentTimeMillis());
    }

    private static CompletableFuture<Boolean> acquiring(InstallLock lock) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                lock.acquire(in(20));
                return true;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Deadline in(int seconds) {
        return Timing.system().deadline(Duration.ofSeconds(seconds));
    }
}
