package io.jenkins.plugins.stagedflow.push;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files by their paths: a directory, or a tar archive that is not unpacked. */
interface FileTree extends Closeable {
    /** Returns the size of a file, nothing if there is none of that path. */
    Optional<Long> size(String path) throws IOException;

    /** Returns the bytes of a file from the given one on. */
    InputStream open(String path, long from) throws IOException;

    @Override
    default void close() throws IOException {
        // Most hold nothing.
    }

    /** Returns the content of a small file. */
    default byte[] read(String path, int most) throws IOException {
        try (InputStream stream = open(path, 0)) {
            byte[] content = stream.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException(path + " has more than " + most + " bytes");
            }
            return content;
        }
    }

    /** Returns the files of a directory, or of an archive if the path is one of a file. */
    static FileTree at(Path path) throws IOException {
        return Files.isDirectory(path) ? new Directory(path) : Archive.of(path);
    }

    /** Files of a directory; a path never leads out of it. */
    record Directory(Path root) implements FileTree {
        @Override
        public Optional<Long> size(String path) throws IOException {
            Path file = within(path);
            return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
        }

        @Override
        public InputStream open(String path, long from) throws IOException {
            FileInputStream stream = new FileInputStream(within(path).toFile());
            stream.getChannel().position(from);
            return stream;
        }

        private Path within(String path) throws IOException {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root.normalize())) {
                throw new NoSuchFileException(path);
            }
            return file;
        }
    }

    /** Files of an archive, read where they are. */
    record Archive(Path file, Map<String, TarReader.Entry> entries) implements FileTree {
        private static final int MOST_LINKS = 8;

        static Archive of(Path file) throws IOException {
            Map<String, TarReader.Entry> entries = new HashMap<>();
            try (InputStream stream = new FileInputStream(file.toFile())) {
                TarReader archive = new TarReader(stream);
                Optional<TarReader.Entry> next = archive.next();
                while (next.isPresent()) {
                    entries.put(next.get().name(), next.get());
                    next = archive.next();
                }
            }
            return new Archive(file, entries);
        }

        @Override
        public Optional<Long> size(String path) {
            return entry(path).map(TarReader.Entry::size);
        }

        @Override
        public InputStream open(String path, long from) throws IOException {
            TarReader.Entry entry = entry(path).orElseThrow(() -> new NoSuchFileException(path));
            FileChannel channel = FileChannel.open(file);
            channel.position(entry.offset() + from);
            return new LimitedStream(Channels.newInputStream(channel), entry.size() - from);
        }

        // docker save links a layer that is there twice.
        private Optional<TarReader.Entry> entry(String path) {
            String name = path;
            for (int i = 0; i < MOST_LINKS; i++) {
                TarReader.Entry entry = entries.get(name);
                if (entry == null || entry.target().isEmpty()) {
                    return Optional.ofNullable(entry).filter(TarReader.Entry::isFile);
                }
                name = Path.of(name).resolveSibling(entry.target()).normalize().toString();
            }
            return Optional.empty();
        }
    }
}
