package io.jenkins.plugins.stagedflow.runner.library;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.library.BundledLibrary;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The libraries of a run: where each is, and which are loaded. */
public final class Libraries {
    private final Map<String, Path> places;
    private final Path copies;
    private final boolean compiled;
    private final Names names;
    private final Consumer<String> console;
    private final Map<String, Path> loaded = new LinkedHashMap<>();

    @edu.umd.cs.findbugs.annotations.CheckForNull
    private PipelineShell shell;

    /**
     * Creates libraries of which none is loaded yet.
     *
     * @param places name to directory
     * @param copies a directory for a copy of the library that comes along
     * @param compiled whether class files of the library that comes along may be used instead of its sources
     * @param names where their variables go
     */
    public Libraries(Map<String, Path> places, Path copies, boolean compiled, Names names, Consumer<String> console) {
        this.copies = copies;
        this.compiled = compiled;
        this.places = new LinkedHashMap<>(places);
        this.names = names;
        this.console = console;
    }

    /** Names the shell whose scripts use the libraries. */
    public void use(PipelineShell user) {
        shell = user;
    }

    /**
     * Loads a library, once.
     *
     * @param identifier its name, which may end in {@code @version}
     * @throws StepFailure if there is none of that name here
     */
    public void load(String identifier) {
        String name = identifier.replaceFirst("@.*$", "");
        if (loaded.containsKey(name)) {
            return;
        }
        Path directory = places.get(name);
        if (directory == null && name.equals(BundledLibrary.NAME)) {
            directory = bundled();
        }
        if (directory == null) {
            throw new StepFailure("No library named '" + name + "' found: the local runner knows " + known()
                    + "; name another with --library " + name + "=DIRECTORY");
        }
        console.accept("Loading library " + identifier);
        loaded.put(name, directory);
        add(directory);
    }

    /** Returns the text of a resource of the loaded libraries. */
    public String resource(String path, Charset encoding) {
        if (path.startsWith("/") || Path.of(path).normalize().startsWith("..")) {
            throw new StepFailure("libraryResource: '" + path + "' is not a path inside resources/");
        }
        for (Path directory : loaded.values()) {
            Path file = directory.resolve("resources").resolve(path);
            if (Files.isRegularFile(file)) {
                return text(file, encoding);
            }
        }
        throw new StepFailure("No such library resource " + path + " could be found.");
    }

    private void add(Path directory) {
        Path variables = directory.resolve("vars");
        Path sources = directory.resolve("src");
        if (!Files.isDirectory(variables) && !Files.isDirectory(sources)) {
            throw new StepFailure("The library in " + directory + " has neither vars nor src");
        }
        for (Path part : new Path[] {sources, variables}) {
            if (Files.isDirectory(part)) {
                addSources(part);
            }
        }
        if (Files.isDirectory(variables)) {
            addVariables(variables);
        }
    }

    private Path bundled() {
        try {
            BundledLibrary.copyTo(copies.resolve(BundledLibrary.NAME));
            if (compiled) {
                CompiledLibrary.place().ifPresent(shell()::addSources);
            }
            return copies.resolve(BundledLibrary.NAME);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "copy the library that comes along to " + copies, String.valueOf(e.getMessage()), "", e);
        }
    }

    private PipelineShell shell() {
        if (shell == null) {
            throw new IllegalStateException("The libraries have no shell yet");
        }
        return shell;
    }

    private void addSources(Path part) {
        try {
            shell().addSources(part.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addVariables(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".groovy"))
                    .map(file -> file.substring(0, file.length() - ".groovy".length()))
                    .forEach(variable -> names.ofLibrary(variable, () -> shell().instance(variable)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String known() {
        Set<String> known = new TreeSet<>(places.keySet());
        known.add(BundledLibrary.NAME);
        return String.join(", ", known);
    }

    private static String text(Path file, Charset encoding) {
        try {
            return Files.readString(file, encoding);
        } catch (IOException e) {
            throw new OperationFailedException("read the resource " + file, String.valueOf(e.getMessage()), "", e);
        }
    }
}
