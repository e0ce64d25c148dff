package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one process or thread at a time change a directory of the cache. The operating system lets it go when the holder
 * ends, however that happens.
 */
final class CacheLock {
    // Locks of files are the process's: closing any channel of the file gives them all up.
    private static final Map<Path, Semaphore> OF_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private CacheLock() {}

    /**
     * Does something while nobody else does anything of this kind to a directory, which is made if it is missing.
     *
     * @throws InterruptedIOException if another one still has the lock when the limit is over
     */
    static <T> T holding(Path directory, Duration limit, Work<T> work) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path file = directory.toRealPath().resolve(".lock");
        Deadline deadline = Timing.system().deadline(limit);
        Semaphore inProcess = OF_THIS_PROCESS.computeIfAbsent(file, path -> new Semaphore(1));
        if (!inProcess.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw stillHeld(file, limit);
        }
        try {
            return holding(file, deadline, work);
        } finally {
            inProcess.release();
        }
    }

    private static <T> T holding(Path file, Deadline deadline, Work<T> work) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (channel.tryLock() == null) {
                if (deadline.isOver()) {
                    throw stillHeld(file, deadline.limit());
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return work.run();
        }
    }

    private static InterruptedIOException stillHeld(Path file, Duration limit) {
        return new InterruptedIOException(file + " is still held by another scan after " + limit.toSeconds() + " s");
    }

    /** What is done with the lock. */
    @FunctionalInterface
    interface Work<T> {
        /** Returns the result. */
        T run() throws IOException, InterruptedException;
    }
}
