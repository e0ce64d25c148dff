package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.boot.BackgroundJob;
import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.FetchedManifest;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.boot.ManifestSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow boot}: the step {@code k3sBoot}. */
@Command(
        name = "boot",
        description =
                "Starts what is slow before end-to-end tests: k3s, from an installer whose checksum is verified, and in"
                        + " the background the pull of the stack's images and its infrastructure services, and of images into k3s. Returns"
                        + " as soon as k3s is installed and the manifests are verified; 'staged-flow ready' waits for the rest.",
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
            names = "--no-wait",
            description =
                    "Only start the installer of k3s. The same boot again, without --no-wait, goes on from there: so"
                            + " k3s comes while the images are still being built.")
    private boolean withoutWaiting;

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

    @Option(
            names = "--binary-sha256",
            paramLabel = "HEX",
            defaultValue = "",
            description = "SHA-256 that the k3s binary must have; another one is uninstalled again.")
    private String binarySha256;

    @Option(
            names = "--pre-pull-image",
            paramLabel = "IMAGE",
            description = "Image to pull into k3s in the background once it is installed; may be repeated.")
    private List<String> prePullImages = List.of();

    @Option(
            names = "--manifest",
            paramLabel = "SHA256=URL",
            description =
                    "Kubernetes manifests to fetch while k3s is being installed, and the SHA-256 they must have; may"
                            + " be repeated.")
    private List<String> manifests = List.of();

    @Option(names = "--registry", paramLabel = "HOST", defaultValue = "", description = "Registry the login is for.")
    private String registry;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Time limit (${DEFAULT-VALUE}).")
    private Duration timeout;

    @Override
    BootHandle run(Machine machine) throws InterruptedException {
        K3sBootRequest request = request(machine);
        return new K3sBoot(machine.host(), machine.console(), machine.timing()).run(request);
    }

    @Override
    String text(BootHandle handle) {
        String k3s = "k3s %s %s, kubeconfig %s".formatted(handle.version(), fate(handle), handle.kubeconfig());
        String work = Stream.concat(
                        handle.jobs().stream(), handle.manifests().stream().map(FetchedManifest::download))
                .map(BootCommand::line)
                .collect(Collectors.joining("\n"));
        return work.isEmpty() ? k3s : k3s + "\n" + work;
    }

    private String fate(BootHandle handle) {
        if (handle.reused()) {
            return "ran already";
        }
        return withoutWaiting ? "is being installed (the same without --no-wait goes on from there)" : "is installed";
    }

    private static String line(BackgroundJob job) {
        String exit = job.exitCode() < 0 ? "" : " with status " + job.exitCode();
        return "%-20s %s%s, %.1f s, log %s"
                .formatted(job.key(), job.state().toLowerCase(Locale.ROOT), exit, job.seconds(), job.log());
    }

    private static ManifestSource manifest(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? ManifestSource.of(text, "")
                : ManifestSource.of(text.substring(equals + 1), text.substring(0, equals));
    }

    private K3sBootRequest request(Machine machine) {
        K3sBootRequest.Builder request = K3sBootRequest.builder()
                .version(version)
                .installSha256(installSha256)
                .installUrl(installUrl)
                .mirror(mirror)
                .compose(compose.named().orElse(null))
                .infraServices(infraServices)
                .binarySha256(binarySha256)
                .prePullImages(prePullImages)
                .manifests(manifests.stream().map(BootCommand::manifest).toList())
                .login(registry, login.login(machine.directory()))
                .timeout(timeout)
                .stateDirectory(machine.state().value());
        if (withoutWaiting) {
            request.withoutWaiting();
        }
        return (serverArgs.isEmpty() ? request : request.serverArgs(serverArgs)).build();
    }
}
