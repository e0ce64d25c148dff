package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.runner.context.Parent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Copies of files that keep their paths below a directory. */
final class FileCopies {
    private FileCopies() {}

    static void copy(Path from, List<Path> files, Path to) {
        try {
            Files.createDirectories(to);
            for (Path file : files) {
                Path target = to.resolve(file);
                Files.createDirectories(Parent.of(target));
                Files.copy(
                        from.resolve(file),
                        target,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "copy files from " + from + " to " + to, String.valueOf(e.getMessage()), "", e);
        }
    }
}
