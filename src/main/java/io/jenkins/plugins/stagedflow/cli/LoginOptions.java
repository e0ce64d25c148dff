package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who logs in to the registry. */
final class LoginOptions {
    @CheckForNull
    @Option(names = "--username", paramLabel = "NAME", description = "User of the registry; nobody if left out.")
    private String username;

    @CheckForNull
    @Option(
            names = "--password-from",
            paramLabel = "SOURCE",
            description = "Where that user's password is: env:NAME, file:PATH or stdin.")
    private SecretSource password;

    RegistryLogin login(Path directory) {
        if (username == null && password == null) {
            return RegistryLogin.anonymous();
        }
        if (username == null || password == null) {
            throw new InvalidRequestException(
                    username == null ? "username" : "password-from",
                    "",
                    "both --username and --password-from, or none");
        }
        return new RegistryLogin(username, password.read("password-from", directory));
    }
}
