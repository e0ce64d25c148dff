package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the images of a command are at the registry, and who asks for them. */
final class RepositoryOptions {
    @Mixin
    private LoginOptions login;

    @Option(names = "--registry", required = true, paramLabel = "HOST", description = "Registry as host or host:port.")
    private String registry;

    @Option(
            names = "--namespace",
            paramLabel = "PATH",
            defaultValue = "",
            description = "What goes between registry and name.")
    private String namespace;

    String registry() {
        return registry;
    }

    String namespace() {
        return namespace;
    }

    RegistryLogin login(Path directory) {
        return login.login(directory);
    }
}
