package io.jenkins.plugins.stagedflow.deploy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps other deployments away from a target, as long as it is open. A script there holds the lock; it hears from here
 * regularly, so that others can tell whether somebody is still behind it.
 */
final class TargetLock implements AutoCloseable {
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(10);

    private final RemoteScript holder;
    private final ScheduledExecutorService signs;

    private TargetLock(RemoteScript holder, ScheduledExecutorService signs) {
        this.holder = holder;
        this.signs = signs;
    }

    /**
     * Takes the lock.
     *
     * @throws PhaseFailedException if another deployment has it
     */
    static TargetLock take(SshConnection connection, String script, Limits limits, RemoteOutput output)
            throws InterruptedException {
        RemoteScript holder = connection.start(script, limits.lock(), output);
        boolean taken = false;
        try {
            taken = output.await("locked", holder, limits.of(Phase.LOCK));
        } finally {
            if (!taken) {
                holder.close();
            }
        }
        if (!taken) {
            throw failure(holder, output);
        }
        return new TargetLock(holder, sending(holder));
    }

    /** Returns whether the lock is still held. */
    boolean isHeld() {
        return !holder.isOver();
    }

    @Override
    public void close() {
        signs.shutdownNow();
        holder.close();
    }

    private static PhaseFailedException failure(RemoteScript holder, RemoteOutput output) throws InterruptedException {
        String reason = output.reason();
        return reason.isEmpty() || holder.isOver() && holder.exitStatus() == RemoteScript.LOST
                ? new ConnectionLostException("the connection broke")
                : new PhaseFailedException(reason);
    }

    private static ScheduledExecutorService sending(RemoteScript holder) {
        ScheduledExecutorService signs = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lock of a deployment");
            thread.setDaemon(true);
            return thread;
        });
        signs.scheduleAtFixedRate(
                holder::signOfLife, BETWEEN_SIGNS.toMillis(), BETWEEN_SIGNS.toMillis(), TimeUnit.MILLISECONDS);
        return signs;
    }
}
