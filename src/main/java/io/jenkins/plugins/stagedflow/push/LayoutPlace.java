package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An OCI layout.
 *
 * @param path of its directory, or of a tar archive of it
 */
record LayoutPlace(String path) implements ImagePlace {
    @Override
    public ImageStore open(Compression compression) throws IOException {
        return new LayoutStore(path, files(path));
    }

    static FileTree files(String path) throws IOException {
        if (!Files.exists(Path.of(path))) {
            throw new IOException("there is no " + path);
        }
        try {
            return FileTree.at(Path.of(path));
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }
}
