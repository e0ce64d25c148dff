package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a cache directory for one image: the databases of the call, and a copy of what was found out about the layers of
 * another image. Each scan has its own, so that none waits for another's lock.
 *
 * @param view the cache directory of the call
 * @param name the name of the directory
 * @param from the cache directory of the other image, empty for none
 */
record LayerCache(HostPath view, String name, String from) implements HostTask<String> {
    private static final String LAYERS = "fanal";
    private static final String FILE = "fanal.db";

    /** Returns the path of the directory, or an empty text if it cannot be made. */
    @Override
    public String run(Console console) {
        Path directory = Path.of(view.value(), name);
        try {
            Files.createDirectories(directory.resolve(LAYERS));
            for (DatabaseKind kind : DatabaseKind.values()) {
                Path database = Path.of(view.value(), kind.directory());
                Files.createDirectories(database);
                Files.createSymbolicLink(directory.resolve(kind.directory()), database);
            }
            if (!from.isEmpty() && Files.exists(Path.of(from, LAYERS, FILE))) {
                Files.copy(
                        Path.of(from, LAYERS, FILE), directory.resolve(LAYERS).resolve(FILE));
            }
            return directory.toString();
        } catch (IOException e) {
            console.line("Layers are looked into once more (" + e.getMessage() + ")");
            return "";
        }
    }
}
