package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files a flow has made outside its state directory, noted there so that they go with the rest. A file that was there
 * before is somebody else's, and so is one that somebody has changed since.
 */
final class OwnedFiles {
    private final Host host;
    private final HostPath note;

    OwnedFiles(Host host, HostPath stateDirectory) {
        this.host = host;
        this.note = stateDirectory.resolve("ready.files");
    }

    /** Notes that the flow is about to write the content to the path, unless the file there is somebody else's. */
    void claim(HostPath path, byte[] content) {
        Map<String, String> files = noted();
        if (!host.files().exists(path) || files.containsKey(path.value())) {
            files.put(path.value(), Checksum.of(content));
            StringBuilder text = new StringBuilder();
            files.forEach(
                    (file, sum) -> text.append(sum).append("  ").append(file).append('\n'));
            host.files().createDirectories(note.parent());
            host.files().write(note, text.toString().getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
        }
    }

    /** Removes what the flow has made and the note of it; returns what was there to be removed. */
    List<String> remove() {
        List<String> removed = new ArrayList<>();
        noted().forEach((file, sum) -> {
            HostPath path = new HostPath(file);
            if (host.files().exists(path)
                    && Checksum.of(host.files().read(path)).equals(sum)) {
                host.files().delete(path);
                removed.add(file);
            }
        });
        host.files().delete(note);
        return removed;
    }

    // As sha256sum writes it: the sum, two spaces, the path.
    private Map<String, String> noted() {
        Map<String, String> files = new LinkedHashMap<>();
        if (host.files().exists(note)) {
            host.files()
                    .read(note)
                    .lines()
                    .forEach(line ->
                            files.put(line.substring(Checksum.CHARACTERS + 2), line.substring(0, Checksum.CHARACTERS)));
        }
        return files;
    }
}
