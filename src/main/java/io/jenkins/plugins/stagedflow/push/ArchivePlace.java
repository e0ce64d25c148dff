package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;

/**
 * An archive of {@code docker save}, or of an OCI layout.
 *
 * @param path of the file
 */
record ArchivePlace(String path) implements ImagePlace {
    @Override
    public ImageStore open(Compression compression) throws IOException {
        FileTree files = LayoutPlace.files(path);
        boolean isSaved = files.size(SavedArchive.MANIFEST).isPresent();
        return isSaved ? new SavedArchive(path, files, compression) : new LayoutStore(path, files);
    }
}
