package io.jenkins.plugins.stagedflow.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The SHA-256 of a file in a file beside it, as {@code sha256sum} writes and {@code sha256sum -c} reads it. */
final class ChecksumFile {
    private static final String SUFFIX = ".sha256";

    private ChecksumFile() {}

    /** Returns the file beside the given one. */
    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /** Writes down what the file holds now. */
    static void write(Path file) throws IOException {
        Files.writeString(of(file), sum(file) + "  " + file.getFileName() + "\n");
    }

    /**
     * Returns how the file differs from what was written down; nothing if it does not, or nothing was written down.
     *
     * @param always whether to read a file too that nobody has written to since
     */
    static Optional<String> problem(Path file, boolean always) throws IOException {
        Path noted = of(file);
        boolean due = Files.exists(noted)
                && (always || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(noted)) > 0);
        if (!due) {
            return Optional.empty();
        }
        String expected =
                Files.readString(noted, StandardCharsets.UTF_8).strip().split("\\s+")[0];
        String actual = sum(file);
        return expected.toLowerCase(Locale.ROOT).equals(actual)
                ? Optional.empty()
                : Optional.of("its SHA-256 is " + actual + ", but " + expected + " was expected");
    }

    /** Returns the SHA-256 of a file in lower-case hex. */
    static String sum(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
