package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;
import java.util.List;

/**
 * What a boot started and where it is found. Kept in the state directory too, for whoever waits in another process.
 *
 * @param version the version of k3s
 * @param kubeconfig the file k3s writes, with the server's own address
 * @param stateDirectory where jobs, logs and this handle are kept
 * @param reused whether a k3s of that version ran already and was left as it is
 * @param jobs the jobs that were started
 * @param manifests the manifests that were fetched, verified and stored, in the order of the request
 * @param seconds how long the boot took
 */
public record BootHandle(
        String version,
        String kubeconfig,
        String stateDirectory,
        boolean reused,
        List<BackgroundJob> jobs,
        List<FetchedManifest> manifests,
        double seconds)
        implements Serializable {
    /** Copies the lists. */
    public BootHandle {
        jobs = List.copyOf(jobs);
        manifests = List.copyOf(manifests);
    }
}
