package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.stack.HealthProbe;
import io.jenkins.plugins.stagedflow.stack.LocalManifest;
import io.jenkins.plugins.stagedflow.stack.StackReady;
import io.jenkins.plugins.stagedflow.stack.StackReadyRequest;
import io.jenkins.plugins.stagedflow.stack.StackReadyResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow ready}: the step {@code stackReady}. */
@Command(
        name = "ready",
        description =
                "Waits for what 'boot' started, writes a kubeconfig that containers can use, brings the compose stack up"
                        + " and proves it healthy. Fails at once when background work failed, and collects every service's log.",
        footer = {
            "",
            "Example:",
            "  staged-flow ready --namespace app --file config.test.toml=config.toml --image-tag sha-1234567 \\",
            "    --health backend=http://localhost:8000/health --health frontend=https://localhost:5001/ \\",
            "    --insecure frontend --logs-on-failure logs"
        })
final class ReadyCommand extends StepCommand<StackReadyResult> {
    @Mixin
    private ComposeOptions compose;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Kubernetes namespace to create if it is missing.")
    private String namespace;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            defaultValue = "kubeconfig.yaml",
            description = "Where the kubeconfig for containers goes (${DEFAULT-VALUE} in the project's directory).")
    private String kubeconfig;

    @Option(
            names = "--kubeconfig-mode",
            paramLabel = "MODE",
            defaultValue = "0600",
            description =
                    "Who may read it: 0600, 0640 or 0644 (${DEFAULT-VALUE}); whoever can is an admin of the cluster.")
    private String kubeconfigMode;

    @Option(
            names = "--manifest",
            paramLabel = "FILE[=SHA256]",
            mapFallbackValue = "",
            description =
                    "Kubernetes manifests to apply, on the server's side, after those 'boot' has fetched; relative to"
                            + " the project's directory; may be repeated.")
    private Map<String, String> manifests = Map.of();

    @Option(
            names = "--api-host",
            paramLabel = "HOST",
            defaultValue = "host.docker.internal",
            description = "Host under which containers reach the API server (${DEFAULT-VALUE}).")
    private String apiHost;

    @Option(
            names = "--node-timeout",
            paramLabel = "TIME",
            defaultValue = "90s",
            description = "Limit for the cluster (${DEFAULT-VALUE}).")
    private Duration nodeTimeout;

    @Option(
            names = "--pull-timeout",
            paramLabel = "TIME",
            defaultValue = "120s",
            description = "Limit for the background work, and for the services of --background (${DEFAULT-VALUE}).")
    private Duration pullTimeout;

    @Option(
            names = "--file",
            paramLabel = "FROM=TO",
            description = "File to copy first, such as config.test.toml=config.toml; may be repeated.")
    private Map<String, String> files = Map.of();

    @Option(
            names = "--background",
            paramLabel = "SERVICE",
            description = "Service to start before the others, and to be done before they start: ended if it runs once,"
                    + " healthy if it has a health check, running if it has a restart policy; may be repeated.")
    private List<String> backgroundServices = List.of();

    @Option(
            names = "--health",
            paramLabel = "NAME=URL",
            description = "What must answer before the stack is ready; may be repeated.")
    private Map<String, String> health = Map.of();

    @Option(
            names = "--health-timeout",
            paramLabel = "TIME",
            defaultValue = "120s",
            description = "Limit for each of them (${DEFAULT-VALUE}).")
    private Duration healthTimeout;

    @Option(
            names = "--insecure",
            paramLabel = "NAME",
            description = "Take any certificate from this one; may be repeated.")
    private List<String> insecure = List.of();

    @Option(
            names = "--expected-status",
            paramLabel = "NAME=STATUS",
            description = "HTTP status of a healthy answer of this one, if not 200; may be repeated.")
    private Map<String, Integer> expectedStatus = Map.of();

    @Option(
            names = "--logs-on-failure",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Where the logs of all services and the cluster's events go after a failure.")
    private String logsOnFailure;

    @Override
    StackReadyResult run(Machine machine) throws InterruptedException {
        StackReadyRequest request = request(machine);
        return new StackReady(machine.host(), machine.console(), machine.timing()).run(request);
    }

    @Override
    String text(StackReadyResult result) {
        String probes = result.health().stream()
                .map(probe -> "%-20s healthy after %.1f s: %s".formatted(probe.name(), probe.seconds(), probe.url()))
                .collect(Collectors.joining("\n"));
        String warning = result.apiHostProblem().isEmpty() ? "" : "warning: " + result.apiHostProblem() + "\n";
        String ready = "ready with %d services after %.1f s"
                .formatted(result.services().size(), result.seconds().getOrDefault("total", 0.0));
        return warning + (probes.isEmpty() ? ready : probes + "\n" + ready);
    }

    private StackReadyRequest request(Machine machine) {
        requireProbes("insecure", insecure);
        requireProbes("expected-status", expectedStatus.keySet());
        return StackReadyRequest.builder(compose.project())
                .namespace(namespace)
                .kubeconfig(kubeconfig)
                .kubeconfigMode(kubeconfigMode)
                .manifests(manifests.entrySet().stream()
                        .map(manifest -> new LocalManifest(manifest.getKey(), manifest.getValue()))
                        .toList())
                .apiHost(apiHost)
                .nodeTimeout(nodeTimeout)
                .pullTimeout(pullTimeout)
                .files(files)
                .backgroundServices(backgroundServices)
                .health(health.entrySet().stream().map(this::probe).toList())
                .logsOnFailure(logsOnFailure)
                .stateDirectory(machine.state().value())
                .build();
    }

    private HealthProbe probe(Map.Entry<String, String> target) {
        return new HealthProbe(
                target.getKey(),
                target.getValue(),
                healthTimeout,
                insecure.contains(target.getKey()),
                expectedStatus.getOrDefault(target.getKey(), 200));
    }

    private void requireProbes(String option, Collection<String> names) {
        names.stream().filter(name -> !health.containsKey(name)).findFirst().ifPresent(unknown -> {
            throw new InvalidRequestException(option, unknown, "a name that --health has");
        });
    }
}
