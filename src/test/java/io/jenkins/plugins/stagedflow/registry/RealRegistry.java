package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** The real registry and engine, with a namespace and local images that are a test's own. */
public final class RealRegistry extends ExternalResource {
    private final Services services = Services.running();
    private final TemporaryFolder folder = new TemporaryFolder();
    private final String namespace = "test-" + UUID.randomUUID().toString().substring(0, 8);

    @Override
    protected void before() throws Throwable {
        folder.create();
    }

    @Override
    protected void after() {
        run("docker", "images", "--format", "{{.Repository}}:{{.Tag}}")
                .output()
                .lines()
                .filter(image -> image.contains(namespace))
                .forEach(image -> run("docker", "rmi", image));
        folder.delete();
    }

    /** Returns this machine with the docker and the tools of the services. */
    public LocalHost host() {
        return services.host(folder.getRoot().toPath());
    }

    /** Returns host and port of the registry. */
    public String name() {
        return services.get("REGISTRY");
    }

    /** Returns a namespace that nobody else uses. */
    public String namespace() {
        return namespace;
    }

    /** Returns a repository of the namespace. */
    public Repository repository(String name) {
        return Repository.of(name(), namespace, name);
    }

    /** Returns one of the logins of the services: pusher, reader, partial. */
    public RegistryLogin login(String user) {
        return new RegistryLogin(user, password(user));
    }

    /** Returns the password of a login. */
    public Secret password(String user) {
        return services.secret(user.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD_FILE");
    }

    /** Builds an image of busybox and a file with the given text, and returns its local reference. */
    public String build(String name, String tag, String text) {
        String reference = namespace + "/" + name + ":" + tag;
        try {
            Path context = folder.newFolder().toPath();
            Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
            Files.writeString(context.resolve("text"), text + "\n" + namespace);
            Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY busybox /bin/\nCOPY text /\n");
            run("docker", "build", "--quiet", "--tag", reference, context.toString())
                    .orFail("build " + reference, "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return reference;
    }

    /** Writes an image to the registry with crane, which is not ours, and returns its digest. */
    public String put(String name, String tag, String text) {
        String reference = repository(name).tagged(tag).toString();
        try (DockerConfig config = DockerConfig.temporary(host(), name(), login("pusher"))) {
            Path layer = layer(text);
            run(config, "crane", "append", "--new_layer", layer.toString(), "--new_tag", reference)
                    .orFail("put " + reference, "");
        }
        return digest(name, tag);
    }

    /** Returns the digest that crane finds, or an empty text. */
    public String digest(String name, String tag) {
        try (DockerConfig config = DockerConfig.temporary(host(), name(), login("pusher"))) {
            CommandResult result =
                    run(config, "crane", "digest", repository(name).tagged(tag).toString());
            return result.isSuccess() ? result.output().strip() : "";
        }
    }

    /** Runs a program of the services logged in as the one who may push. */
    public CommandResult crane(String... arguments) {
        try (DockerConfig config = DockerConfig.temporary(host(), name(), login("pusher"))) {
            String[] all = new String[arguments.length + 1];
            all[0] = "crane";
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            return run(config, all);
        }
    }

    /** Runs a program. */
    public CommandResult run(String... command) {
        return run(Command.of(
                command[0], List.of(command).subList(1, command.length).toArray(String[]::new)));
    }

    private CommandResult run(DockerConfig config, String... command) {
        return run(Command.of(
                        command[0], List.of(command).subList(1, command.length).toArray(String[]::new))
                .environment(DockerConfig.VARIABLE, config.directory().value()));
    }

    private CommandResult run(Command.Builder command) {
        try {
            return host().run(
                            command.environment("DOCKER_BUILDKIT", "0")
                                    .captured()
                                    .build(),
                            Console.silent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path layer(String text) {
        try {
            Path directory = folder.newFolder().toPath();
            Files.write(directory.resolve("text"), (text + "\n" + namespace).getBytes(StandardCharsets.UTF_8));
            Path layer = directory.resolve("layer.tar");
            run("tar", "-C", directory.toString(), "-cf", layer.toString(), "text")
                    .orFail("make a layer", "");
            return layer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
