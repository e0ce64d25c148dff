package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small image of the given files, built from scratch, pushed to the registry of the services, gone locally. */
public final class TestImage {
    private final Services services;
    private final Host host;
    private final Path context;

    /** Creates an image without files; the directory is where they are collected. */
    public TestImage(Services services, Path context) throws IOException {
        this.services = services;
        this.host = services.host(context);
        this.context = context;
        Files.createDirectories(context.resolve("root"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY root/ /\nCMD [\"/nothing\"]\n");
    }

    /** Adds a file to the root of the image. */
    public TestImage file(String path, String content) throws IOException {
        Path file = context.resolve("root").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Adds a file to what the Dockerfile can copy; {@code root/} is copied anyway. */
    public TestImage bytes(String path, byte[] content) throws IOException {
        Path file = context.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    /** Copies a program of this machine to the root of the image. */
    public TestImage program(String path) throws IOException {
        Files.copy(Path.of(path), context.resolve("root").resolve(Path.of(path).getFileName()));
        return this;
    }

    /** Appends lines to the Dockerfile. */
    public TestImage dockerfile(String lines) throws IOException {
        Files.writeString(
                context.resolve("Dockerfile"), Files.readString(context.resolve("Dockerfile")) + lines + "\n");
        return this;
    }

    /** Builds and pushes the image, and returns its digest. */
    public String push(String reference) throws InterruptedException {
        RegistryLogin login = new RegistryLogin(services.get("PUSHER_USER"), services.secret("PUSHER_PASSWORD_FILE"));
        try (DockerConfig config = DockerConfig.temporary(host, services.get("REGISTRY"), login)) {
            docker("build", "--quiet", "--tag", reference, ".");
            host.run(
                            Command.of("docker", "push", "--quiet", reference)
                                    .environment(
                                            DockerConfig.VARIABLE,
                                            config.directory().value())
                                    .build(),
                            Console.silent())
                    .orFail("push " + reference, "");
            return digest(reference);
        } finally {
            docker("rmi", "--force", reference);
        }
    }

    private String digest(String reference) throws InterruptedException {
        String named = docker("image", "inspect", "--format", "{{index .RepoDigests 0}}", reference);
        return named.strip().substring(named.indexOf('@') + 1);
    }

    private String docker(String... arguments) throws InterruptedException {
        return host.run(
                        Command.of("docker", arguments)
                                .environment("DOCKER_BUILDKIT", "0")
                                .captured()
                                .build(),
                        Console.silent())
                .orFail("prepare an image", "")
                .output();
    }
}
