package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who asks the git remote. */
final class GitOptions {
    @Option(
            names = "--git-username",
            paramLabel = "NAME",
            defaultValue = "",
            description = "User of an http(s) git remote, or of one over ssh whose address names none.")
    private String username;

    @CheckForNull
    @Option(
            names = "--git-password-from",
            paramLabel = "SOURCE",
            description = "Where that user's password or token is: env:NAME, file:PATH or stdin.")
    private SecretSource password;

    @CheckForNull
    @Option(
            names = "--git-key-from",
            paramLabel = "SOURCE",
            description = "Where the private key for an ssh git remote is: env:NAME, file:PATH or stdin.")
    private SecretSource key;

    @CheckForNull
    @Option(
            names = "--git-key-passphrase-from",
            paramLabel = "SOURCE",
            description = "Where the passphrase of that key is, if it has one.")
    private SecretSource passphrase;

    @CheckForNull
    @Option(
            names = "--git-known-hosts",
            paramLabel = "FILE",
            description = "Keys that an ssh git remote may show, in the format of known_hosts.")
    private Path knownHosts;

    GitLogin login(Path directory) {
        return new GitLogin(
                username,
                secret("git-password-from", password, directory),
                secret("git-key-from", key, directory),
                secret("git-key-passphrase-from", passphrase, directory),
                knownHosts == null ? "" : lines(directory.resolve(knownHosts)));
    }

    private static Secret secret(String option, @CheckForNull SecretSource source, Path directory) {
        return source == null ? Secret.of("") : source.read(option, directory);
    }

    private static String lines(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidRequestException("git-known-hosts", file, "a file that can be read");
        }
    }
}
