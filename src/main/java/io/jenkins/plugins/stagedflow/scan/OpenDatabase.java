package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database into a directory of the scan's own, by a link, and checks what is there then. Nobody who fetches a
 * newer one, and no Trivy that removes one it finds damaged, can take it away from the scan or from others.
 *
 * @param kind which database
 * @param from the cache directory it is in
 * @param shared whether others may replace it there meanwhile
 * @param to the cache directory of the scan
 */
record OpenDatabase(DatabaseKind kind, HostPath from, boolean shared, HostPath to) implements HostTask<DatabaseState> {
    private static final Duration TO_WAIT = Duration.ofMinutes(2);
    private static final String METADATA = "metadata.json";

    @Override
    public DatabaseState run(Console console) throws InterruptedException {
        Path source = path(from).resolve(kind.directory());
        Path target = path(to).resolve(kind.directory());
        try {
            if (!Files.exists(source)) {
                return DatabaseState.unusable(source + " is missing");
            }
            Files.createDirectories(target);
            if (shared) {
                CacheLock.holding(path(from), TO_WAIT, () -> linkedAll(source, target));
            } else {
                linkedAll(source, target);
            }
            return state(source, target);
        } catch (IOException e) {
            return DatabaseState.unusable(source + " cannot be used (" + e.getMessage() + ")");
        }
    }

    private boolean linkedAll(Path source, Path target) throws IOException {
        for (String name : List.of(kind.file(), METADATA)) {
            Files.deleteIfExists(target.resolve(name));
            if (Files.exists(source.resolve(name))) {
                link(source.resolve(name), target.resolve(name));
            }
        }
        return true;
    }

    // Another file system, or one that knows no hard links.
    private static void link(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.createSymbolicLink(name, file.toRealPath());
        }
    }

    private DatabaseState state(Path source, Path target) throws IOException {
        Path file = target.resolve(kind.file());
        if (!Files.exists(file) || Files.size(file) == 0) {
            return DatabaseState.unusable(source.resolve(kind.file()) + " is missing or empty");
        }
        Optional<String> problem = kind == DatabaseKind.JAVA
                ? SqliteFile.problem(file)
                : BoltFile.problem(file, DatabaseKind.VULNERABILITY.label());
        if (problem.isEmpty()) {
            problem = ChecksumFile.problem(source.resolve(kind.file()), !shared);
        }
        return problem.map(reason -> DatabaseState.unusable(source.resolve(kind.file()) + ": " + reason))
                .orElseGet(() -> DatabaseState.described(target));
    }

    private static Path path(HostPath directory) {
        return Path.of(directory.value());
    }
}
