package io.jenkins.plugins.stagedflow.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shared library {@code staged-flow} that comes with the program: its folders vars, src and resources. */
public final class BundledLibrary {
    /** The name by which Jenkinsfiles ask for it. */
    public static final String NAME = "staged-flow";

    private static final List<String> FOLDERS = List.of("vars", "src", "resources");

    private BundledLibrary() {}

    /**
     * Returns the files of the library.
     *
     * @return content by path, such as {@code vars/stagedFlow.groovy}; to be left as it is
     * @throws UncheckedIOException if the jar they are in cannot be read
     */
    public static SortedMap<String, byte[]> files() {
        URL vars = BundledLibrary.class.getResource("vars/stagedFlow.groovy");
        if (vars == null) {
            throw new IllegalStateException("The library " + NAME + " is not beside " + BundledLibrary.class.getName());
        }
        try {
            return "jar".equals(vars.getProtocol()) ? ofJar(vars) : ofDirectory(Path.of(vars.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the library " + NAME + " from " + vars, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The library " + NAME + " is at " + vars + ", which is no address", e);
        }
    }

    /**
     * Writes the files of the library below a directory, which is made if it is missing.
     *
     * @throws IOException if one cannot be written
     */
    public static void copyTo(Path directory) throws IOException {
        for (var file : files().entrySet()) {
            Path target = directory.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.getValue());
        }
    }

    private static SortedMap<String, byte[]> ofJar(URL entry) throws IOException, URISyntaxException {
        JarURLConnection connection = (JarURLConnection) entry.openConnection();
        Path jar = Path.of(connection.getJarFileURL().toURI());
        // A file system of its own: another one of the same jar may be open elsewhere.
        try (FileSystem files = FileSystems.newFileSystem(jar, (ClassLoader) null)) {
            return ofDirectory(files.getPath(connection.getEntryName()));
        }
    }

    private static SortedMap<String, byte[]> ofDirectory(Path variable) throws IOException {
        Path root = variable.resolveSibling("..").normalize();
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> found = Files.walk(root.resolve(folder))) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return Collections.unmodifiableSortedMap(files);
    }
}
