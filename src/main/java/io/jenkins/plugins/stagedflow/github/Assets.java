package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.Console;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kohsuke.github.GHAsset;
import org.kohsuke.github.GHRelease;

/** The files that go with a release. */
record Assets(ReleaseContent content, Console console) {
    private static final String UPLOADED = "uploaded";

    /** Uploads the files that the release does not have, or has only a part of. */
    void complete(GHRelease release) throws IOException {
        if (content.assets().isEmpty()) {
            return;
        }
        Iterable<GHAsset> present = release.listAssets().toList();
        for (String asset : content.assets()) {
            complete(release, Path.of(asset), present);
        }
    }

    private void complete(GHRelease release, Path file, Iterable<GHAsset> present) throws IOException {
        String name = String.valueOf(file.getFileName());
        for (GHAsset asset : present) {
            if (asset.getName().equals(name)) {
                if (UPLOADED.equals(asset.getState()) && asset.getSize() == Files.size(file)) {
                    return;
                }
                // What was cut off while it was uploaded keeps the name occupied.
                asset.delete();
            }
        }
        upload(release, file, name);
    }

    private void upload(GHRelease release, Path file, String name) throws IOException {
        String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
                .orElse(name.endsWith(".json") ? "application/json" : "application/octet-stream");
        try (InputStream stream = Files.newInputStream(file)) {
            release.uploadAsset(name, stream, type);
        }
        console.line("Uploaded %s (%d bytes).".formatted(name, Files.size(file)));
    }
}
