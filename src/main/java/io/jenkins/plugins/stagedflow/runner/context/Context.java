package io.jenkins.plugins.stagedflow.runner.context;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a step works. Immutable: a block gets a changed copy. */
public final class Context {
    private final Build build;
    private final Environment environment;
    private final StageNode stage;
    private final BranchConsole console;
    private final Map<String, Secret> secrets;

    @CheckForNull
    private final Workspace workspace;

    @CheckForNull
    private final Path directory;

    @CheckForNull
    private final Container container;

    private Context(
            Build build,
            Environment environment,
            StageNode stage,
            BranchConsole console,
            Map<String, Secret> secrets,
            @CheckForNull Workspace workspace,
            @CheckForNull Path directory,
            @CheckForNull Container container) {
        this.build = build;
        this.environment = environment;
        this.stage = stage;
        this.console = console;
        this.secrets = Map.copyOf(secrets);
        this.workspace = workspace;
        this.directory = directory;
        this.container = container;
    }

    /** Returns where a script begins. */
    public static Context of(Build build, StageNode run, BranchConsole console) {
        return new Context(build, Environment.of(build), run, console, Map.of(), null, null, null);
    }

    /** Returns this in a part of the run. */
    public Context in(StageNode part) {
        BranchConsole shown = part.kind() == StageNode.Kind.BRANCH ? console.branch(part.name()) : console;
        return new Context(build, environment, part, shown, secrets, workspace, directory, container);
    }

    /** Returns this on a node with the variables of the machine. */
    public Context on(Workspace place, Map<String, String> machine) {
        return new Context(
                build, environment.on(machine), stage, console, secrets, place, place.directory(), container);
    }

    /** Returns this in another directory. */
    public Context at(Path other) {
        return new Context(build, environment, stage, console, secrets, workspace, other, container);
    }

    /** Returns this with variables. */
    public Context with(Map<String, String> variables) {
        return new Context(
                build, environment.with(variables), stage, console, secrets, workspace, directory, container);
    }

    /** Returns this with secret variables, which the console masks. */
    public Context withSecrets(Map<String, Secret> more) {
        Map<String, Secret> all = new LinkedHashMap<>(secrets);
        all.putAll(more);
        Map<String, String> plain = new LinkedHashMap<>();
        more.forEach((name, secret) -> plain.put(name, secret.reveal()));
        return new Context(
                build,
                environment.with(plain),
                stage,
                console.masking(more.values()),
                all,
                workspace,
                directory,
                container);
    }

    /** Returns this in a container. */
    public Context inside(Container other) {
        return new Context(build, environment, stage, console, secrets, workspace, directory, other);
    }

    /** Returns the run. */
    public Build build() {
        return build;
    }

    /** Returns the variables. */
    public Environment environment() {
        return environment;
    }

    /** Returns the innermost part of the run. */
    public StageNode stage() {
        return stage;
    }

    /** Returns where steps tell what they do. */
    public Console console() {
        return console;
    }

    /** Returns where the runner itself tells what it does. */
    public void note(String line) {
        console.note(line);
    }

    /** Returns the container if it is in one. */
    public Optional<Container> container() {
        return Optional.ofNullable(container);
    }

    /** Returns whether it is on a node. */
    public boolean isOnNode() {
        return workspace != null;
    }

    /**
     * Returns the workspace.
     *
     * @throws StepFailure if the step is outside of every node
     */
    public Workspace workspace(String step) {
        if (workspace == null) {
            throw new StepFailure("Required context class hudson.FilePath is missing: call '" + step
                    + "' inside node { … }, or give the stage an agent");
        }
        return workspace;
    }

    /** Returns the directory that relative paths of a step are meant from. */
    public Path directory(String step) {
        Path inside = directory;
        return inside == null ? workspace(step).directory() : inside;
    }

    /** Returns this machine, with the directory and the variables of the step. */
    public LocalHost host(String step) {
        return new LocalHost(directory(step), environment.all());
    }

    /** Returns a directory for temporary files beside the workspace. */
    public HostPath temporary(String step) {
        return new HostPath(workspace(step).temporary().toString());
    }
}
