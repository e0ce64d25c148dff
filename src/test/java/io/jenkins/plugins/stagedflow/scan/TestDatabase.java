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

/** The vulnerability database for tests; {@code trivy.db.md} tells what is in it. */
final class TestDatabase {
    private TestDatabase() {}

    /** Puts the database into a cache directory. It was made at the given time and is fresh for a day. */
    static Path write(Path cache, Instant made) throws IOException {
        Path directory = Files.createDirectories(cache.resolve("db"));
        Path file = directory.resolve("trivy.db");
        try (InputStream content = content()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(directory.resolve("metadata.json"), metadata(made));
        return file;
    }

    /** Returns the text of its metadata. */
    static String metadata(Instant made) {
        Instant seconds = made.truncatedTo(ChronoUnit.SECONDS);
        return "{\"Version\":2,\"NextUpdate\":\"%s\",\"UpdatedAt\":\"%s\",\"DownloadedAt\":\"%s\"}"
                .formatted(seconds.plus(1, ChronoUnit.DAYS), seconds, seconds);
    }

    static InputStream content() {
        try {
            return new GZIPInputStream(TestDatabase.class.getResourceAsStream("trivy.db.gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
