package io.jenkins.plugins.stagedflow.compose;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands of a compose project on a host. Both generations of compose take every one of them. */
public final class ComposeCommands {
    private final ComposeProgram program;
    private final List<String> prefix;
    private final Map<String, String> environment;
    private final HostPath directory;
    private final String name;

    private ComposeCommands(
            ComposeProgram program,
            List<String> prefix,
            Map<String, String> environment,
            HostPath directory,
            String name) {
        this.program = program;
        this.prefix = List.copyOf(prefix);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.name = name;
    }

    /** Finds the compose program of the host and returns the commands of the project. */
    public static ComposeCommands on(Host host, ComposeProject project) throws InterruptedException {
        return of(ComposeProgram.find(host), project, host);
    }

    /** Returns the commands of the project by that program. */
    public static ComposeCommands of(ComposeProgram program, ComposeProject project, Host host) {
        return of(program, project, project.home(host));
    }

    static ComposeCommands of(ComposeProgram program, ComposeProject project, HostPath home) {
        List<String> prefix = new ArrayList<>(program.arguments());
        prefix.addAll(List.of("--project-directory", home.value()));
        project.files()
                .forEach(file -> prefix.addAll(List.of("-f", home.resolve(file).value())));
        if (!project.name().isEmpty()) {
            prefix.addAll(List.of("-p", project.name()));
        }
        project.profiles().forEach(profile -> prefix.addAll(List.of("--profile", profile)));
        return new ComposeCommands(program, prefix, project.environment(), home, project.name());
    }

    /** Returns the program that the commands call. */
    public ComposeProgram program() {
        return program;
    }

    /** Returns the commands with one more variable in their environment. */
    public ComposeCommands with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new ComposeCommands(program, prefix, more, directory, name);
    }

    /** Pulls all images. */
    public Command pull() {
        return command("pull").build();
    }

    /** Starts the given services, or all, in the background and builds no image. */
    public Command up(List<String> services) {
        return command("up", "-d", "--no-build").arguments(services).build();
    }

    /** Starts the given services and nothing that they depend on, in the background, and builds no image. */
    public Command upAlone(List<String> services) {
        return command("up", "-d", "--no-build", "--no-deps")
                .arguments(services)
                .build();
    }

    /** Prints a table of all containers, also of those that ended. */
    public Command status() {
        return command("ps", "-a").captured().build();
    }

    /**
     * Prints the ids of all containers, also of those that ended. Where the name of the project is known, docker is asked
     * by the labels that both generations set: it answers many times faster than compose, and this is asked often.
     */
    public Command containers() {
        if (name.isEmpty()) {
            return command("ps", "-a", "-q").captured().build();
        }
        return in(Command.of("docker", "ps", "-a", "-q", "--no-trunc")
                        .arguments("--filter", "label=com.docker.compose.project=" + name)
                        .arguments("--filter", "label=com.docker.compose.oneoff=False"))
                .captured()
                .build();
    }

    /** Removes containers, networks and volumes of the project. */
    public Command down() {
        return command("down", "-v", "--remove-orphans").build();
    }

    /**
     * Asks compose for the names of the services, which checks the files too.
     *
     * @throws io.jenkins.plugins.stagedflow.host.OperationFailedException if compose does not accept the files
     */
    public List<String> serviceNames(Host host, Console console) throws InterruptedException {
        return host.run(command("config", "--services").captured().build(), console)
                .orFail("read the compose files of " + directory, "Correct what compose complains of")
                .output()
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
    }

    /** Checks the files and prints nothing. */
    public Command check() {
        return command("config", "-q").build();
    }

    private Command.Builder command(String... arguments) {
        return in(Command.of(prefix.get(0)).arguments(prefix.subList(1, prefix.size())))
                .arguments(arguments);
    }

    private Command.Builder in(Command.Builder command) {
        return command.environment(environment).directory(directory);
    }
}
