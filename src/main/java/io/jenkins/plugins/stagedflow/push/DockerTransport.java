package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Images of a Docker Engine, pushed by the engine itself. */
final class DockerTransport implements ImageTransport {
    private static final Pattern NO_IMAGE = Pattern.compile("no such image", Pattern.CASE_INSENSITIVE);

    private final Host host;
    private final Console console;
    private final DockerConfig config;
    private final String engine;

    private DockerTransport(Host host, Console console, DockerConfig config, String engine) {
        this.host = host;
        this.console = console;
        this.config = config;
        this.engine = engine;
    }

    /** Logs in to the registry with a configuration of its own, for the time until this is closed. */
    static DockerTransport open(Host host, Console console, String registry, RegistryLogin login)
            throws InterruptedException {
        String engine = EngineAddress.of(host);
        return new DockerTransport(host, console, DockerConfig.temporary(host, registry, login), engine);
    }

    @Override
    public Optional<String> find(PlannedPush push) throws InterruptedException {
        for (String candidate : LocalNames.candidates(push.local(), push.remote())) {
            if (id(candidate).isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public String push(PlannedPush push, Console lines) throws InterruptedException {
        String remote = push.remote().toString();
        Optional<String> before = id(remote);
        if (before.isPresent() && before.equals(id(push.local()))) {
            return pushed(remote, lines);
        }
        // docker pushes by the remote name alone; afterwards the engine's tags are to be what they were.
        try {
            image("tag", push.local(), remote).orFail("tag " + push.local() + " as " + remote, "");
            return pushed(remote, lines);
        } finally {
            restore(remote, before);
        }
    }

    @Override
    public void close() {
        config.close();
    }

    private String pushed(String remote, Console lines) throws InterruptedException {
        CommandResult result = host.run(docker("push", remote).build(), new ProgressFilter(lines));
        return new DockerOutput(result).digestOrFail();
    }

    private Optional<String> id(String reference) throws InterruptedException {
        CommandResult result = image("inspect", "--format", "{{.Id}}", reference);
        if (result.isSuccess()) {
            return Optional.of(result.output().strip());
        }
        if (NO_IMAGE.matcher(result.reason()).find()) {
            return Optional.empty();
        }
        throw new OperationFailedException(
                "look for the image " + reference,
                result.reason(),
                "Check that a Docker Engine runs and that this user may use it");
    }

    private void restore(String tag, Optional<String> before) throws InterruptedException {
        // The image keeps its other tag. Moving this one instead would leave the digest behind as a name of its own.
        CommandResult result = image("rm", "--no-prune", tag);
        if (result.isSuccess() && before.isPresent()) {
            result = image("tag", before.get(), tag);
        }
        if (!result.isSuccess()) {
            console.line("The local tag " + tag + " could not be put back: " + result.reason());
        }
    }

    private CommandResult image(String... arguments) throws InterruptedException {
        return host.run(docker("image").arguments(arguments).captured().build(), Console.silent());
    }

    private Command.Builder docker(String... arguments) {
        Command.Builder command = Command.of("docker")
                .arguments(List.of(arguments))
                .environment(DockerConfig.VARIABLE, config.directory().value());
        return engine.isEmpty() ? command : command.environment(EngineAddress.VARIABLE, engine);
    }
}
