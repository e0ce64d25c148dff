package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.runner.context.BranchConsole;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.steps.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A Jenkinsfile of a test, and what a run of it printed. */
final class Jenkinsfile implements BranchConsole.Output {
    private final Path directory;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final Map<String, Path> libraries = new LinkedHashMap<>();
    private final List<String> stages = new ArrayList<>();
    private Optional<Path> credentials = Optional.empty();
    private boolean dryRun;

    Jenkinsfile(Path directory) {
        this.directory = directory;
    }

    RunResult run(String... script) throws InterruptedException {
        write("Jenkinsfile", script);
        return runAsItIs();
    }

    /** Runs the one that is there. */
    RunResult runAsItIs() throws InterruptedException {
        return new LocalRun(this, Clock.systemUTC(), Terminal.none())
                .run(new RunRequest(
                        directory.resolve("Jenkinsfile"),
                        directory.resolve("runs"),
                        Optional.empty(),
                        parameters,
                        variables,
                        environment,
                        stages,
                        libraries,
                        credentials,
                        false,
                        dryRun));
    }

    /** Writes a file beside the Jenkinsfile. */
    Path write(String name, String... content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, String.join("\n", content) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Jenkinsfile parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Jenkinsfile variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Jenkinsfile environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Jenkinsfile library(String name) {
        libraries.put(name, directory.resolve(name));
        return this;
    }

    Jenkinsfile stage(String name) {
        stages.add(name);
        return this;
    }

    Jenkinsfile credentials(Path file) {
        credentials = Optional.of(file);
        return this;
    }

    Jenkinsfile dry() {
        dryRun = true;
        return this;
    }

    /** Returns what was printed, without the lines of the runner itself. */
    List<String> output() {
        return lines.stream().filter(line -> !line.contains("[Pipeline] ")).toList();
    }

    /** Returns everything that was printed. */
    String console() {
        return String.join("\n", lines);
    }

    /** Returns a tree as text: names with results, parts in brackets. */
    static String tree(StageNode node) {
        String own = node.name() + " " + node.result();
        return node.parts().isEmpty()
                ? own
                : own + node.parts().stream().map(Jenkinsfile::tree).collect(Collectors.joining(", ", " [", "]"));
    }

    @Override
    public void line(String branch, String text, boolean note) {
        lines.add((branch.isEmpty() ? "" : "[" + branch + "] ") + (note ? "[Pipeline] " : "") + text);
    }
}
