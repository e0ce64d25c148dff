package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a report of a scanner, which may be larger than what files of a host are usually read for.
 *
 * @param file the report
 */
record ReadReport(HostPath file) implements HostTask<String> {
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final String REMEDY = "Look at the scanner's lines above and at the disk of the host";

    @Override
    public String run(Console console) {
        Path path = Path.of(file.value());
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw failure("it has more than " + MOST_BYTES / 1024 / 1024 + " MiB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    private OperationFailedException failure(String reason) {
        return new OperationFailedException("read the report " + file, reason, REMEDY);
    }
}
