package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directory of one run, which it has for itself also when several start at once.
 *
 * @param number the number of the run, from 1
 * @param path the directory
 */
record RunDirectory(int number, Path path) {
    /** Returns a new directory below the given one, with the next number. */
    static RunDirectory create(Path output) {
        try {
            Files.createDirectories(output);
            for (int number = highest(output) + 1; ; number++) {
                Path path = output.resolve(Integer.toString(number));
                if (isCreated(path)) {
                    return new RunDirectory(number, path);
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "create a directory for the run in " + output, String.valueOf(e.getMessage()), "", e);
        }
    }

    /** Removes the directory of a run that was refused. */
    void remove() {
        new LocalHost(path, Map.of()).files().delete(new HostPath(path.toString()));
    }

    private static boolean isCreated(Path path) throws IOException {
        try {
            Files.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static int highest(Path output) throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,7}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }
}
