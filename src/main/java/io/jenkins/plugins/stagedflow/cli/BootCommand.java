package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow boot}: the step {@code k3sBoot}. */
@Command(
        name = "boot",
        description =
                "Starts what is slow before end-to-end tests: k3s, from an installer whose checksum is verified, and in"
                        + " the background the pull of the stack's images and its infrastructure services. Returns as soon as k3s"
                        + " is installed; 'staged-flow ready' waits for the rest.",
        footer = {
            "",
            "Example:",
            "  staged-flow boot --compose-file docker-compose.yml --image-tag sha-1234567 --infra mongo --infra redis \\",
            "    --registry ghcr.io --username me --password-from env:GHCR_TOKEN"
        })
final class BootCommand extends StepCommand<BootHandle> {
    @Mixin
    private LoginOptions login;

    @Mixin
    private ComposeOptions compose;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            defaultValue = K3sBootRequest.DEFAULT_VERSION,
            description = "Version of k3s (${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--install-sha256",
            paramLabel = "HEX",
            defaultValue = "",
            description = "SHA-256 of the installer; needed for every version but the default one.")
    private String installSha256;

    @Option(
            names = "--install-url",
            paramLabel = "URL",
            defaultValue = "",
            description = "Whole address of the installer, instead of the one in the repository of k3s.")
    private String installUrl;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            defaultValue = "",
            description = "What stands in for https://raw.githubusercontent.com.")
    private String mirror;

    @Option(
            names = "--server-arg",
            paramLabel = "ARG",
            description = "Argument of 'k3s server'; may be repeated, and replaces the usual ones: --disable=traefik,"
                    + " --bind-address=0.0.0.0, --tls-san=host.docker.internal.")
    private List<String> serverArgs = List.of();

    @Option(
            names = "--infra",
            paramLabel = "SERVICE",
            description = "Service to start in the background after the pull; may be repeated.")
    private List<String> infraServices = List.of();

    @Option(names = "--registry", paramLabel = "HOST", defaultValue = "", description = "Registry the login is for.")
    private String registry;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Time limit (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Override
    Set<String> optionsNotThereYet() {
        return Set.of("--binary-sha256", "--pre-pull-image", "--manifest");
    }

    @Override
    BootHandle run(Machine machine) throws InterruptedException {
        K3sBootRequest request = request(machine);
        return new K3sBoot(machine.host(), machine.console(), machine.timing()).run(request);
    }

    @Override
    String text(BootHandle handle) {
        String k3s = "k3s %s %s, kubeconfig %s"
                .formatted(handle.version(), handle.reused() ? "ran already" : "is installed", handle.kubeconfig());
        String jobs = handle.jobs().stream()
                .map(job -> "%-20s %s, log %s"
                        .formatted(job.key(), job.state().toLowerCase(java.util.Locale.ROOT), job.log()))
                .collect(Collectors.joining("\n"));
        return jobs.isEmpty() ? k3s : k3s + "\n" + jobs;
    }

    private K3sBootRequest request(Machine machine) {
        K3sBootRequest.Builder request = K3sBootRequest.builder()
                .version(version)
                .installSha256(installSha256)
                .installUrl(installUrl)
                .mirror(mirror)
                .compose(compose.named().orElse(null))
                .infraServices(infraServices)
                .login(registry, login.login(machine.directory()))
                .timeout(timeout)
                .stateDirectory(machine.state().value());
        return (serverArgs.isEmpty() ? request : request.serverArgs(serverArgs)).build();
    }
}
