package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.promote.PromoteRequest;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where images are promoted to, if that is another repository or registry than the one they are in. */
final class CopyOptions {
    @Option(
            names = "--to-registry",
            paramLabel = "HOST",
            defaultValue = "",
            description = "Registry to promote to; the one promoted from if left out. Images are copied there whole.")
    private String registry;

    @Option(
            names = "--to-namespace",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Namespace to promote to; the one promoted from if left out.")
    private String namespace;

    @CheckForNull
    @Option(
            names = "--to-username",
            paramLabel = "NAME",
            description = "User of the registry to promote to, if it is another one.")
    private String username;

    @CheckForNull
    @Option(
            names = "--to-password-from",
            paramLabel = "SOURCE",
            description = "Where that user's password is: env:NAME, file:PATH or stdin.")
    private SecretSource password;

    @Option(
            names = "--referrers",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Copy signatures, SBOMs and attestations with the images (the default).")
    private boolean referrers;

    void addTo(PromoteRequest.Builder request, Path directory) {
        request.toRegistry(registry)
                .toNamespace(namespace)
                .toLogin(login(directory))
                .referrers(referrers);
    }

    private RegistryLogin login(Path directory) {
        if (username == null && password == null) {
            return RegistryLogin.anonymous();
        }
        if (username == null || password == null) {
            throw new InvalidRequestException(
                    username == null ? "to-username" : "to-password-from",
                    "",
                    "both --to-username and --to-password-from, or none");
        }
        return new RegistryLogin(username, password.read("to-password-from", directory));
    }
}
