package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployRequestBuilder;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which machines are reached over SSH, by whom, and how they are known. */
final class SshOptions {
    @Option(
            names = "--host",
            required = true,
            paramLabel = "HOST",
            description = "Name or address of the target; may be repeated, and be [user@]host[:port].")
    private List<String> hosts = List.of();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "22",
            description = "Port of its sshd (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "Who logs in.")
    private String user;

    @CheckForNull
    @Option(
            names = "--key-from",
            paramLabel = "SOURCE",
            description = "Where the private key is: env:NAME, file:PATH or stdin.")
    private SecretSource key;

    @CheckForNull
    @Option(
            names = "--passphrase-from",
            paramLabel = "SOURCE",
            description = "Where the passphrase of that key is: env:NAME, file:PATH or stdin.")
    private SecretSource passphrase;

    @Option(names = "--ssh-agent", description = "Ask the ssh-agent that SSH_AUTH_SOCK names for keys.")
    private boolean agent;

    @Option(
            names = "--host-key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "Host key the target must show: a public key or its SHA256: fingerprint.")
    private String hostKey;

    @CheckForNull
    @Option(names = "--known-hosts", paramLabel = "FILE", description = "File of known hosts the target must be in.")
    private Path knownHosts;

    @Option(
            names = "--jump-host",
            paramLabel = "HOST",
            description =
                    "Machine on the way to the target, as [user@]host[:port]; may be repeated, the nearest first.")
    private List<String> jumpHosts = List.of();

    @Option(
            names = "--jump-host-key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "Host key of the machines on the way, if they are not in the file of known hosts.")
    private String jumpHostKey;

    @Option(
            names = "--keep-alive",
            paramLabel = "TIME",
            defaultValue = "15s",
            description = "How often the target is asked for a sign of life (${DEFAULT-VALUE}).")
    private Duration keepAlive;

    /** Returns a builder for each host, with all that these options say. */
    List<DeployRequestBuilder> builders(Path directory) {
        Secret privateKey = key == null ? Secret.of("") : key.read("key-from", directory);
        Secret phrase = passphrase == null ? Secret.of("") : passphrase.read("passphrase-from", directory);
        String known = knownHosts(directory);
        return hosts.stream()
                .map(host -> DeployRequest.builder()
                        .address(host, user, port)
                        .privateKey(privateKey)
                        .passphrase(phrase)
                        .sshAgent(agent)
                        .hostKey(hostKey)
                        .knownHosts(known)
                        .jumpHosts(jumpHosts)
                        .jumpHostKey(jumpHostKey)
                        .keepAlive(keepAlive))
                .toList();
    }

    private String knownHosts(Path directory) {
        try {
            return knownHosts == null ? "" : Files.readString(directory.resolve(knownHosts));
        } catch (IOException e) {
            throw new InvalidRequestException("known-hosts", knownHosts, "a file that can be read");
        }
    }
}
