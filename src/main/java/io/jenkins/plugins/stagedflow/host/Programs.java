package io.jenkins.plugins.stagedflow.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks for programs of this machine. */
final class Programs {
    private Programs() {}

    /** Returns whether the program, a path or a name to look for in the directories of {@code path}, can be run. */
    static boolean isExecutable(String program, String path) {
        if (program.contains("/")) {
            return isExecutable(Path.of(program));
        }
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> holds(directory, program));
    }

    private static boolean holds(String directory, String program) {
        try {
            return isExecutable(Path.of(directory, program));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
