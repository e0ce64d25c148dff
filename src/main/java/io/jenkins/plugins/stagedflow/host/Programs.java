package io.jenkins.plugins.stagedflow.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks for programs of this machine. */
final class Programs {
    private Programs() {}

    /** Returns whether the program of that name can be run from one of the directories of {@code path}. */
    static boolean isExecutable(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> holds(directory, program));
    }

    /** Returns the same for a program that may also be named by a path, relative to where its process starts. */
    static boolean isExecutable(String program, String path, Path start) {
        return program.contains("/") ? isExecutable(start.resolve(program)) : isExecutable(program, path);
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
