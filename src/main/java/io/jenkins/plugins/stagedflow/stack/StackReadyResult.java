package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ServiceState;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack that is ready.
 *
 * @param kubeconfig the file containers reach the cluster with
 * @param services every container of the stack
 * @param health what has proved healthy
 * @param seconds how long each phase took: cluster, background, compose, health, total; the first two overlap
 */
public record StackReadyResult(
        String kubeconfig, List<ServiceState> services, List<ProbeResult> health, Map<String, Double> seconds)
        implements Serializable {
    /** Copies the parts; the phases keep their order. */
    public StackReadyResult {
        services = List.copyOf(services);
        health = List.copyOf(health);
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }
}
