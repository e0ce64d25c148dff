package io.jenkins.plugins.stagedflow.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Files of this machine. */
final class LocalFiles implements HostFiles {
    private static final int MOST_READ = 16 * 1024 * 1024;

    @Override
    public boolean exists(HostPath path) {
        return Files.exists(local(path));
    }

    @Override
    public String read(HostPath path) {
        return trying("read", path, () -> text(path, 0, MOST_READ));
    }

    @Override
    public String read(HostPath path, long offset, int mostBytes) {
        return trying("read", path, () -> text(path, offset, mostBytes));
    }

    @Override
    public long size(HostPath path) {
        return trying("find the size of", path, () -> Files.size(local(path)));
    }

    @Override
    public Duration age(HostPath path) {
        return trying(
                "find the age of",
                path,
                () -> Duration.ofMillis(System.currentTimeMillis()
                        - Files.getLastModifiedTime(local(path)).toMillis()));
    }

    @Override
    public void write(HostPath path, byte[] content, Access access) {
        trying("write", path, () -> replace(path, new ByteArrayInputStream(content), access));
    }

    @Override
    public void copy(HostPath from, HostPath to, Access access) {
        trying("copy " + from + " to", to, () -> {
            try (InputStream content = Files.newInputStream(local(from))) {
                return replace(to, content, access);
            }
        });
    }

    @Override
    public void createDirectories(HostPath path) {
        trying("create", path, () -> Files.createDirectories(local(path), ownerOnly()));
    }

    @Override
    public boolean createDirectory(HostPath path) {
        return trying("create", path, () -> {
            try {
                Files.createDirectory(local(path), ownerOnly());
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        });
    }

    @Override
    public HostPath createTemporaryDirectory(String prefix) {
        HostPath root = new HostPath(System.getProperty("java.io.tmpdir"));
        return trying(
                "create a temporary directory in",
                root,
                () -> new HostPath(Files.createTempDirectory(local(root), prefix, ownerOnly())
                        .toString()));
    }

    @Override
    public List<String> list(HostPath directory) {
        return trying("list", directory, () -> {
            try (Stream<Path> entries = Files.list(local(directory))) {
                return entries.map(entry -> String.valueOf(entry.getFileName()))
                        .sorted()
                        .toList();
            }
        });
    }

    @Override
    public void delete(HostPath path) {
        if (Files.exists(local(path), LinkOption.NOFOLLOW_LINKS)) {
            trying("remove", path, () -> Files.walkFileTree(local(path), new Remover()));
        }
    }

    private static Path local(HostPath path) {
        return Path.of(path.value());
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    private static String text(HostPath path, long offset, int mostBytes) throws IOException {
        if (local(path).startsWith("/proc")) {
            // Files there have no size and no position.
            return new String(Files.readAllBytes(local(path)), StandardCharsets.UTF_8);
        }
        try (RandomAccessFile file = new RandomAccessFile(path.value(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(mostBytes, file.length() - offset))];
            file.seek(offset);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    // The new content stands complete beside the old before it takes its place.
    private static Path replace(HostPath path, InputStream content, Access access) throws IOException {
        Path target = local(path);
        Path fresh = Files.createTempFile(local(path.parent()), "." + path.name(), ".new");
        try {
            Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(access.permissions()));
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static <T> T trying(String action, HostPath path, FileAction<T> work) {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw new OperationFailedException(action + " " + path, "there is no such file or directory", "", e);
        } catch (IOException e) {
            throw new OperationFailedException(action + " " + path, String.valueOf(e.getMessage()), "", e);
        }
    }

    @FunctionalInterface
    private interface FileAction<T> {
        T run() throws IOException;
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
