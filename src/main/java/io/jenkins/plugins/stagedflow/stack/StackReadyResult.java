package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ServiceState;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stack that is ready, or how far it came.
 *
 * @param kubeconfig the file containers reach the cluster with; an empty text if it was not written
 * @param apiHostProblem why the certificate of the API server will not verify for the name in that file, or an empty text
 * @param manifests what was applied to the cluster
 * @param services every container of the stack
 * @param health what has proved healthy
 * @param seconds how long each phase took: cluster, background, backgroundServices, manifests, compose, health, total; the
 *     first three overlap
 */
public record StackReadyResult(
        String kubeconfig,
        String apiHostProblem,
        List<String> manifests,
        List<ServiceState> services,
        List<ProbeResult> health,
        Map<String, Double> seconds)
        implements Serializable {
    /** Copies the parts; the phases keep their order. */
    public StackReadyResult {
        manifests = List.copyOf(manifests);
        services = List.copyOf(services);
        health = List.copyOf(health);
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }
}
