package io.jenkins.plugins.stagedflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Looks at the command lines of all processes of this machine, again and again until closed. */
public final class ProcessSampler implements AutoCloseable {
    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean over;

    /** Starts looking. */
    public ProcessSampler() {
        thread = new Thread(this::sample, "process sampler");
        thread.start();
    }

    /** Returns every command line seen so far. */
    public Set<String> commandLines() {
        return commandLines;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        while (!over) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes.map(process -> read(process.resolve("cmdline"))).forEach(commandLines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // Processes come and go while this looks.
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
