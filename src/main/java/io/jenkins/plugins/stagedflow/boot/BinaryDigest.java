package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Returns the SHA-256 of a file of the host, which may be too large to be read at once.
 *
 * @param file the file
 */
record BinaryDigest(HostPath file) implements HostTask<String> {
    @Override
    public String run(Console console) {
        try (InputStream content = Files.newInputStream(Path.of(file.value()))) {
            return Sha256.of(content);
        } catch (IOException e) {
            throw new OperationFailedException("read " + file, String.valueOf(e), "", e);
        }
    }
}
