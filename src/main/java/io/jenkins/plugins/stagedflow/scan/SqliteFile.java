package io.jenkins.plugins.stagedflow.scan;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at the header of a file of SQLite, the format of Trivy's database of Java archives.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">its header</a>
 */
final class SqliteFile {
    private static final String MAGIC = "SQLite format 3\0";
    private static final int HEADER = 100;
    private static final int PAGE_SIZE = 16;
    private static final int PAGES = 28;
    private static final int LARGEST_PAGE = 65_536;

    private SqliteFile() {}

    /** Returns why the file is no whole database with something in it; nothing if it is one. */
    static Optional<String> problem(Path path) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            byte[] header = in.readNBytes(HEADER);
            if (!new String(header, StandardCharsets.ISO_8859_1).startsWith(MAGIC) || header.length < HEADER) {
                return Optional.of("it is no database of Trivy");
            }
            int size = number(header, PAGE_SIZE, 2);
            long expected = number(header, PAGES, 4) * (long) (size == 1 ? LARGEST_PAGE : size);
            return Files.size(path) < expected
                    ? Optional.of("it is cut off: %d of %d bytes are there".formatted(Files.size(path), expected))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static int number(byte[] header, int offset, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | header[offset + i] & 0xff;
        }
        return number;
    }
}
