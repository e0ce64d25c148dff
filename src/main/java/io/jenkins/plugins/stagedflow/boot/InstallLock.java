package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets one boot at a time bring k3s onto a host. It is a directory of the host, as making one is exclusive everywhere;
 * one whose owner is gone is recognised and removed.
 */
final class InstallLock implements AutoCloseable {
    private static final int DIGITS = 16;
    // Between making the directory and naming the owner in it, and for whoever removes one that was left behind.
    private static final Duration A_MOMENT = Duration.ofSeconds(30);
    private static final Duration TO_CLEAN_UP = Duration.ofMinutes(5);

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final BootState state;
    private final HostPath lock;
    private final AtomicBoolean held = new AtomicBoolean();

    InstallLock(Host host, Console console, Timing timing, BootState state, K3sInstallation installation) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.state = state;
        String place = Sha256.of(String.join(":", installation.directories()).getBytes(StandardCharsets.UTF_8));
        // Not TMPDIR: two flows may have two of those, and must meet here.
        this.lock = new HostPath("/tmp/staged-flow-k3s-" + place.substring(0, DIGITS));
    }

    /**
     * Waits until no other boot is at work on the host. A boot of the same flow that was cut off does not count.
     *
     * @throws OperationFailedException if another one still is when the deadline has passed; names it
     */
    void acquire(Deadline deadline) throws InterruptedException {
        if (!isTaken(deadline)) {
            console.line("Another boot is bringing k3s onto this host (" + owner() + "): waiting for it");
            timing.poll(deadline, Backoff.POLLING, () -> isTaken(deadline) ? Optional.of(true) : Optional.empty())
                    .orElseThrow(() -> new OperationFailedException(
                            "install k3s",
                            "another boot (" + owner() + ") is still at it after "
                                    + deadline.limit().toSeconds() + " s",
                            "Wait for that boot; if there is none any more, remove " + lock));
        }
    }

    /**
     * Leaves it, if this one was acquired, to the installer that was started: as long as that runs nobody else goes, and the
     * same flow may acquire it again.
     */
    void handOver() {
        if (held.getAndSet(false)) {
            write(new LockOwner(state.directory().value(), HostProcess.NONE, read().seconds()));
        }
    }

    /** Removes the one of the flow, whoever has acquired it. Doing so twice is fine. */
    void release() {
        if (isOurs()) {
            host.files().delete(lock);
        }
    }

    /** Lets the next one go, if this one was acquired. Doing so twice is fine. */
    @Override
    public void close() {
        if (held.getAndSet(false)) {
            release();
        }
    }

    HostPath path() {
        return lock;
    }

    private boolean isTaken(Deadline deadline) throws InterruptedException {
        if (host.files().createDirectory(lock) || isOurs()) {
            HostProcess process = host.call(console -> HostProcess.current(), Console.silent());
            write(new LockOwner(
                    state.directory().value(), process, deadline.limit().toSeconds()));
            held.set(true);
        } else if (isStale()) {
            remove();
        }
        return held.get();
    }

    private void write(LockOwner owner) {
        host.files().write(ownerFile(), owner.text().getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }

    // Two that wait may find it stale at once, and the second must not remove the new one of the first: it looks again
    // when nobody else may.
    private void remove() throws InterruptedException {
        HostPath breaker = new HostPath(lock + "-removal");
        if (host.files().exists(breaker) && isOlderThan(breaker, A_MOMENT)) {
            host.files().delete(breaker);
        }
        if (host.files().createDirectory(breaker)) {
            try {
                removeIfStale();
            } finally {
                host.files().delete(breaker);
            }
        }
    }

    private void removeIfStale() throws InterruptedException {
        if (isStale()) {
            console.line("The lock " + lock + " was left behind by a boot that is gone and is removed");
            host.files().delete(lock);
        }
    }

    private boolean isStale() throws InterruptedException {
        try {
            return host.files().exists(ownerFile()) ? isGone(read()) : isOlderThan(lock, A_MOMENT);
        } catch (OperationFailedException e) {
            // It was removed between two looks; the next one will tell.
            return false;
        }
    }

    private boolean isGone(LockOwner owner) throws InterruptedException {
        return isOlderThan(ownerFile(), Duration.ofSeconds(owner.seconds()).plus(TO_CLEAN_UP))
                || !host.call(console -> owner.process().isAlive(), Console.silent()) && !installs(owner);
    }

    // The installer outlives the boot that started it.
    private boolean installs(LockOwner owner) {
        return !owner.stateDirectory().isEmpty()
                && new BootState(host, owner.stateDirectory(), timing)
                        .jobs()
                        .find(K3sInstaller.KEY)
                        .filter(job -> !job.status().isOver())
                        .isPresent();
    }

    private boolean isOlderThan(HostPath path, Duration limit) {
        return host.files().age(path).compareTo(limit) > 0;
    }

    private boolean isOurs() {
        try {
            return host.files().exists(ownerFile())
                    && read().stateDirectory().equals(state.directory().value());
        } catch (OperationFailedException e) {
            return false;
        }
    }

    private String owner() {
        try {
            LockOwner owner = read();
            return "state directory " + owner.stateDirectory() + ", process "
                    + owner.process().id();
        } catch (OperationFailedException e) {
            return "its lock is " + lock;
        }
    }

    private LockOwner read() {
        return LockOwner.parse(host.files().read(ownerFile()));
    }

    private HostPath ownerFile() {
        return lock.resolve("owner");
    }
}
