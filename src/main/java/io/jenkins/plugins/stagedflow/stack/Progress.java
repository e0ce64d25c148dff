package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ServiceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** How far a start of a stack has come; safe for phases that overlap. */
final class Progress {
    private static final List<String> PHASES =
            List.of("cluster", "background", "backgroundServices", "manifests", "compose", "health");

    private final Stopwatch watch;
    private final Map<String, ProbeResult> health = new ConcurrentHashMap<>();
    private final List<String> manifests = new CopyOnWriteArrayList<>();
    private volatile String kubeconfig = "";
    private volatile String apiHostProblem = "";

    Progress(Stopwatch watch) {
        this.watch = watch;
    }

    Stopwatch watch() {
        return watch;
    }

    void wrote(String path, String problem) {
        kubeconfig = path;
        apiHostProblem = problem;
    }

    void applied(String manifest) {
        manifests.add(manifest);
    }

    void healthy(ProbeResult part) {
        health.put(part.name(), part);
    }

    /** Takes back that the part is healthy; returns whether it was. */
    boolean unhealthy(String name) {
        return health.remove(name) != null;
    }

    /** Returns the names of the probes that have not proved healthy. */
    Set<String> unproved(List<HealthProbe> probes) {
        return probes.stream()
                .map(HealthProbe::name)
                .filter(name -> !health.containsKey(name))
                .collect(Collectors.toSet());
    }

    /** Returns what is reached by now, with the given containers, in the order of the given probes. */
    StackReadyResult result(List<ServiceState> services, List<HealthProbe> probes) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        PHASES.forEach(phase -> seconds.put(phase, watch.of(phase)));
        seconds.put("total", watch.total());
        List<ProbeResult> proved = probes.stream()
                .map(HealthProbe::name)
                .filter(health::containsKey)
                .map(health::get)
                .toList();
        return new StackReadyResult(kubeconfig, apiHostProblem, manifests, services, proved, seconds);
    }
}
