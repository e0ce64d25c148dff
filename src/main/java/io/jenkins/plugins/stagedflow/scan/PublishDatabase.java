package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Puts a database that was fetched beside the cache into it: whole, with its checksum, in the place of the one before.
 *
 * @param kind which database
 * @param from the directory it was fetched to
 * @param to the cache directory
 */
record PublishDatabase(DatabaseKind kind, HostPath from, HostPath to) implements HostTask<String> {
    private static final Duration TO_WAIT = Duration.ofMinutes(2);

    /** Returns why it was not published, or an empty text. */
    @Override
    public String run(Console console) throws InterruptedException {
        Path fetched = Path.of(from.value(), kind.directory());
        Path place = Path.of(to.value(), kind.directory());
        try {
            ChecksumFile.write(fetched.resolve(kind.file()));
            return CacheLock.holding(Path.of(to.value()), TO_WAIT, () -> {
                replace(fetched, place);
                return "";
            });
        } catch (IOException e) {
            return "it cannot be put into " + place + " (" + e.getMessage() + ")";
        }
    }

    // The one before goes where the fetched one was, and is removed with that.
    private void replace(Path fetched, Path place) throws IOException {
        if (Files.exists(place)) {
            Files.move(place, Path.of(from.value(), "before"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fetched, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
