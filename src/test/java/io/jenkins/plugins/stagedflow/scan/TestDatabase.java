package io.jenkins.plugins.stagedflow.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPInputStream;

/** The databases for tests; {@code trivy.db.md} tells what is in it. */
final class TestDatabase {
    private TestDatabase() {}

    /** Puts the database into a cache directory. It was made at the given time and is fresh for a day. */
    static Path write(Path cache, Instant made) throws IOException {
        return write(DatabaseKind.VULNERABILITY, cache, made);
    }

    /** Puts one of the databases into a cache directory. It was made at the given time and is fresh for a day. */
    static Path write(DatabaseKind kind, Path cache, Instant made) throws IOException {
        Path directory = Files.createDirectories(cache.resolve(kind.directory()));
        Path file = directory.resolve(kind.file());
        try (InputStream content = content(kind)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(directory.resolve("metadata.json"), metadata(kind, made));
        return file;
    }

    /** Returns the Java archive that the database of Java archives knows. */
    static byte[] archive() throws IOException {
        try (InputStream content = TestDatabase.class.getResourceAsStream("renamed.jar")) {
            return content.readAllBytes();
        }
    }

    private static String metadata(DatabaseKind kind, Instant made) {
        Instant seconds = made.truncatedTo(ChronoUnit.SECONDS);
        return "{\"Version\":%d,\"NextUpdate\":\"%s\",\"UpdatedAt\":\"%s\",\"DownloadedAt\":\"%s\"}"
                .formatted(kind == DatabaseKind.JAVA ? 1 : 2, seconds.plus(1, ChronoUnit.DAYS), seconds, seconds);
    }

    private static InputStream content(DatabaseKind kind) {
        try {
            return new GZIPInputStream(TestDatabase.class.getResourceAsStream(kind.file() + ".gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
