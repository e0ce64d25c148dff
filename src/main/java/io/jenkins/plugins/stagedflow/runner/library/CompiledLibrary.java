package io.jenkins.plugins.stagedflow.runner.library;

import io.jenkins.plugins.stagedflow.library.BundledLibrary;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/**
 * The library that comes along, compiled when the command line was built: a run that uses it need not compile it first,
 * which takes about a second.
 */
public final class CompiledLibrary {
    private static final String DIRECTORY = "compiled/";

    private CompiledLibrary() {}

    /**
     * Compiles the library, for the build.
     *
     * @param arguments the directory that the class files go to
     * @throws IOException if the library cannot be written there first
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        Path library = target.resolve("sources");
        BundledLibrary.copyTo(library);
        compile(library, Files.createDirectories(target.resolve(DIRECTORY)));
    }

    /** Compiles the variables and classes of a library into a directory. */
    static void compile(Path library, Path target) throws IOException {
        List<Path> roots = List.of(library.resolve("src"), library.resolve("vars"));
        PipelineShell.compile(
                roots,
                Stream.concat(sources(roots.get(0)).stream(), sources(roots.get(1)).stream())
                        .toList(),
                target,
                imports());
    }

    /** Returns what every script may name without importing it, besides what Jenkins imports. */
    public static ImportCustomizer imports() {
        return new ImportCustomizer().addImports(Library.class.getName());
    }

    /** Returns where its class files are, if they came along. */
    static Optional<URL> place() {
        return Optional.ofNullable(CompiledLibrary.class.getResource(DIRECTORY));
    }

    // In one order on every machine, for the same class files.
    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".groovy"))
                    .sorted()
                    .toList();
        }
    }
}
