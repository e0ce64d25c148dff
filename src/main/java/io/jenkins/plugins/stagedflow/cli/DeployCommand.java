package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.SshDeploy;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow deploy}: the step {@code sshDeploy}. */
@Command(
        name = "deploy",
        description =
                "Brings a machine reached over SSH to a version: git pull, registry login, compose pull, compose up,"
                        + " health, prune. If the version does not become healthy, the one before is brought back and the command"
                        + " fails. The host key is always checked.",
        footer = {
            "",
            "Example:",
            "  staged-flow deploy --host app.example.org --user deploy --key-from file:deploy_key \\",
            "    --known-hosts known_hosts --target-directory /srv/app --image-tag 2026.11.0 \\",
            "    --registry ghcr.io --username me --password-from env:GHCR_READ_TOKEN \\",
            "    --health-url http://localhost:8000/api/v1/health/live"
        })
final class DeployCommand extends StepCommand<DeployResult> {
    @Mixin
    private LoginOptions login;

    @Option(names = "--host", required = true, paramLabel = "HOST", description = "Name or address of the target.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "22",
            description = "Port of its sshd (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Who logs in.")
    private String user;

    @Option(
            names = "--key-from",
            required = true,
            paramLabel = "SOURCE",
            description = "Where the private key is: env:NAME, file:PATH or stdin.")
    private SecretSource key;

    @CheckForNull
    @Option(
            names = "--passphrase-from",
            paramLabel = "SOURCE",
            description = "Where the passphrase of that key is: env:NAME, file:PATH or stdin.")
    private SecretSource passphrase;

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
            names = "--target-directory",
            required = true,
            paramLabel = "DIR",
            description = "Git checkout on the target: absolute, or from the user's home.")
    private String targetDirectory;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Branch to deploy (${DEFAULT-VALUE}).")
    private String branch;

    @Option(names = "--registry", paramLabel = "HOST", defaultValue = "", description = "Registry the login is for.")
    private String registry;

    @Option(
            names = "--image-tag",
            paramLabel = "TAG",
            defaultValue = "",
            description = "Version to deploy: the variable IMAGE_TAG of the compose files.")
    private String imageTag;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Variable the compose files refer to; may be repeated.")
    private Map<String, String> environment = Map.of();

    @Option(
            names = "--secret-env",
            paramLabel = "NAME=SOURCE",
            description = "Variable with a secret value, and where that is: env:NAME, file:PATH or stdin.")
    private Map<String, SecretSource> secretEnvironment = Map.of();

    @Option(names = "--profile", paramLabel = "NAME", description = "Compose profile to turn on; may be repeated.")
    private List<String> profiles = List.of();

    @Option(
            names = "--compose-file",
            paramLabel = "FILE",
            description = "Compose file, from the checkout; may be repeated.")
    private List<String> composeFiles = List.of();

    @Option(
            names = "--health-url",
            paramLabel = "URL",
            defaultValue = "",
            description = "What answers well when the version is healthy; asked on the target.")
    private String healthUrl;

    @Option(
            names = "--health-timeout",
            paramLabel = "TIME",
            defaultValue = "120s",
            description = "How long that may take (${DEFAULT-VALUE}).")
    private Duration healthTimeout;

    @Option(
            names = "--prune-until",
            paramLabel = "TIME",
            defaultValue = "72h",
            description = "Remove unused images older than this (${DEFAULT-VALUE}).")
    private String pruneUntil;

    @Option(
            names = "--command-timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long each phase may take (${DEFAULT-VALUE}).")
    private Duration commandTimeout;

    @Option(
            names = "--rollback",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Bring the version before back when the new one fails (the default).")
    private boolean rollback;

    @Option(names = "--skip", description = "Do nothing; the result says so.")
    private boolean skip;

    @Override
    Set<String> optionsNotThereYet() {
        return Set.of("--ssh-agent", "--jump-host", "--keep", "--plan", "--canary", "--commit");
    }

    @Override
    DeployResult run(Machine machine) throws InterruptedException {
        DeployRequest request = request(machine.directory());
        return new SshDeploy(machine.host(), machine.console()).deploy(request);
    }

    @Override
    String text(DeployResult result) {
        if (result.skipped()) {
            return "skipped: nothing was done on " + result.target();
        }
        return "%s on %s runs %s (%s before)%s"
                .formatted(
                        result.directory(),
                        result.target(),
                        result.versionDeployed(),
                        result.versionBefore().isEmpty() ? "nothing known" : result.versionBefore(),
                        result.healthBody().isEmpty()
                                ? ""
                                : "\nhealth: " + result.healthBody().strip());
    }

    private DeployRequest request(Path directory) {
        return DeployRequest.builder()
                .host(host)
                .port(port)
                .user(user)
                .privateKey(key.read("key-from", directory))
                .passphrase(passphrase == null ? Secret.of("") : passphrase.read("passphrase-from", directory))
                .hostKey(hostKey)
                .knownHosts(knownHosts(directory))
                .directory(targetDirectory)
                .branch(branch)
                .registryLogin(registry, login.login(directory))
                .imageTag(imageTag)
                .env(environment)
                .secretEnv(secretEnvironment(directory))
                .profiles(profiles)
                .composeFiles(composeFiles)
                .healthUrl(healthUrl)
                .healthTimeout(healthTimeout)
                .pruneUntil(pruneUntil)
                .commandTimeout(commandTimeout)
                .rollback(rollback)
                .skip(skip)
                .build();
    }

    private String knownHosts(Path directory) {
        try {
            return knownHosts == null ? "" : Files.readString(directory.resolve(knownHosts));
        } catch (IOException e) {
            throw new InvalidRequestException("known-hosts", knownHosts, "a file that can be read");
        }
    }

    private Map<String, Secret> secretEnvironment(Path directory) {
        Map<String, Secret> values = new LinkedHashMap<>();
        secretEnvironment.forEach((name, source) -> values.put(name, source.read("secret-env", directory)));
        return values;
    }
}
