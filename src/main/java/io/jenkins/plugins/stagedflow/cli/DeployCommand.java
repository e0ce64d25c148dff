package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployRequestBuilder;
import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.RolloutRequest;
import io.jenkins.plugins.stagedflow.deploy.RolloutResult;
import io.jenkins.plugins.stagedflow.deploy.SshDeploy;
import io.jenkins.plugins.stagedflow.deploy.SshRollout;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow deploy}: the step {@code sshDeploy}. */
@Command(
        name = "deploy",
        description = "Brings machines reached over SSH to a version: git, registry login, compose pull, compose up,"
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
final class DeployCommand extends StepCommand<Serializable> {
    @Mixin
    private LoginOptions login;

    @Mixin
    private SshOptions ssh;

    @Option(names = "--canary", description = "Of several hosts, the first alone, then all others at once.")
    private boolean canary;

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

    @Option(
            names = "--commit",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whole id of the commit of that branch to go to; its head if left out.")
    private String commit;

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
            names = "--agent-health-url",
            paramLabel = "URL",
            defaultValue = "",
            description = "What must answer well from this machine too.")
    private String agentHealthUrl;

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
            names = "--keep",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of how many releases the images stay whatever their age, from 2 to 99 (${DEFAULT-VALUE}).")
    private int keep;

    @Option(
            names = "--min-free-disk",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "MiB that must be free for images before anything begins; 0 to not look (${DEFAULT-VALUE}).")
    private int minFreeDisk;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            description = "How long the whole may take up to health; the way back has its own time (${DEFAULT-VALUE}).")
    private Duration timeout;

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

    @Option(
            names = "--plan",
            description = "Only tell what would be done, with secrets masked; nothing is connected to.")
    private boolean plan;

    @Option(names = "--skip", description = "Do nothing; the result says so.")
    private boolean skip;

    @Override
    Serializable run(Machine machine) throws InterruptedException {
        List<DeployRequest> requests = requests(machine.directory());
        return requests.size() == 1
                ? new SshDeploy(machine.host(), machine.console()).deploy(requests.get(0))
                : new SshRollout(machine.host(), machine.console()).deploy(new RolloutRequest(requests, canary));
    }

    @Override
    String text(Serializable result) {
        return result instanceof RolloutResult rollout
                ? rollout.targets().stream()
                        .flatMap(item -> Stream.ofNullable(item.result()))
                        .map(DeployCommand::text)
                        .collect(Collectors.joining("\n"))
                : text((DeployResult) result);
    }

    private static String text(DeployResult result) {
        if (result.skipped()) {
            return "skipped: nothing was done on " + result.target();
        }
        if (!result.plan().isEmpty()) {
            return "planned: nothing was done on " + result.target();
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

    private List<DeployRequest> requests(Path directory) {
        RegistryLogin registryLogin = login.login(directory);
        Map<String, Secret> secrets = secretEnvironment(directory);
        return ssh.builders(directory).stream()
                .map(builder -> builder.registryLogin(registry, registryLogin).secretEnv(secrets))
                .map(this::request)
                .toList();
    }

    private DeployRequest request(DeployRequestBuilder builder) {
        return builder.directory(targetDirectory)
                .branch(branch)
                .commit(commit)
                .imageTag(imageTag)
                .env(environment)
                .profiles(profiles)
                .composeFiles(composeFiles)
                .healthUrl(healthUrl)
                .agentHealthUrl(agentHealthUrl)
                .healthTimeout(healthTimeout)
                .pruneUntil(pruneUntil)
                .keep(keep)
                .minFreeDisk(minFreeDisk)
                .commandTimeout(commandTimeout)
                .timeout(timeout)
                .rollback(rollback)
                .plan(plan)
                .skip(skip)
                .build();
    }

    private Map<String, Secret> secretEnvironment(Path directory) {
        Map<String, Secret> values = new LinkedHashMap<>();
        secretEnvironment.forEach((name, source) -> values.put(name, source.read("secret-env", directory)));
        return values;
    }
}
