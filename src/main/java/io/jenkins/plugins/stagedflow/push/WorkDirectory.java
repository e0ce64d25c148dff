package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory for compressed layers, readable by its owner only, removed with all that is in it. */
record WorkDirectory(Path path) implements AutoCloseable {
    /** How the names of those that this process makes begin. */
    static final String PREFIX = "staged-flow-push-" + ProcessHandle.current().pid() + "-";

    static WorkDirectory create() throws IOException {
        return new WorkDirectory(Files.createTempDirectory(PREFIX));
    }

    @Override
    public void close() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(path)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
    }
}
