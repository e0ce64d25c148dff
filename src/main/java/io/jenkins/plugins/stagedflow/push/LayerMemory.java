package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What layers became when they were compressed, kept on the host from one push to the next, and the configurations of
 * images. It only saves work: what it says is asked of the registry before it counts, and it may be removed at any time.
 */
final class LayerMemory {
    private static final int MOST_FILES = 4_096;
    private static final int MOST_BYTES = 1 << 20;
    private static final int PARTS = 4;

    private final Path directory;

    private LayerMemory(Path directory) {
        this.directory = directory;
    }

    /** Returns the memory in a directory, which need not be there yet. */
    static LayerMemory in(Path directory) {
        return new LayerMemory(directory);
    }

    /** Returns what a layer became when it was last compressed so. */
    Optional<Known> layer(String diffId, Compression compression) {
        return read(name(diffId, compression.toString())).flatMap(LayerMemory::parsed);
    }

    /** Keeps what a layer has become, and where it is. */
    void rememberLayer(String diffId, Compression compression, Blob blob, Repository home) {
        String text = String.join(" ", blob.digest(), "" + blob.size(), home.registry(), home.path());
        write(name(diffId, compression.toString()), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the configuration of that digest. */
    Optional<byte[]> configuration(String digest) {
        return read(name(digest, "config"))
                .filter(content -> Blob.of(content).digest().equals(digest));
    }

    /** Keeps a configuration. */
    void rememberConfiguration(String digest, byte[] content) {
        if (content.length <= MOST_BYTES) {
            write(name(digest, "config"), content);
        }
    }

    private static String name(String digest, String kind) {
        return digest.replace(':', '-') + "." + kind;
    }

    private static Optional<Known> parsed(byte[] text) {
        try {
            String[] parts = new String(text, StandardCharsets.US_ASCII).split(" ");
            return parts.length == PARTS
                    ? Optional.of(
                            new Known(new Blob(parts[0], Long.parseLong(parts[1])), new Repository(parts[2], parts[3])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not ours, or half of it: as good as nothing.
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // Failing to remember only costs time later.
    private void write(String name, byte[] content) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            makeRoom();
            Path file = Files.createTempFile(directory, ".new", "");
            Files.write(file, content);
            Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException | UncheckedIOException e) {
            return;
        }
    }

    private void makeRoom() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.forEach(files::add);
        }
        if (files.size() > MOST_FILES) {
            files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
            for (Path file : files.subList(0, MOST_FILES / 2)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * What a layer became.
     *
     * @param blob compressed
     * @param home where it was brought
     */
    record Known(Blob blob, Repository home) {}
}
