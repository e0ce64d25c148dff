package io.jenkins.plugins.stagedflow.jenkins;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Lists the plugins of the class path for the test harness, as maven-hpi-plugin does: one file for each, with its manifest
 * alone, for its classes are on the class path.
 */
public final class PluginIndex {
    private PluginIndex() {}

    /** Writes the list into the directory that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        TreeMap<String, Manifest> plugins = new TreeMap<>();
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .flatMap(jar -> manifest(jar).stream())
                .forEach(manifest -> plugins.put(name(manifest), manifest));
        plugins.forEach((name, manifest) -> write(directory.resolve(name + ".jpi"), manifest));
        Files.write(directory.resolve("index"), plugins.keySet());
    }

    private static Optional<Manifest> manifest(String jar) {
        try (JarFile file = new JarFile(jar)) {
            return Optional.ofNullable(file.getManifest())
                    .filter(manifest -> manifest.getMainAttributes().getValue("Plugin-Version") != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Manifest manifest) {
        Attributes attributes = manifest.getMainAttributes();
        String name = attributes.getValue("Short-Name");
        return name == null ? attributes.getValue("Extension-Name") : name;
    }

    private static void write(Path plugin, Manifest manifest) {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugin), manifest)) {
            jar.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
