package io.jenkins.plugins.stagedflow.stack;

import java.io.Serializable;
import java.util.List;

/**
 * What was taken down.
 *
 * @param containers the containers that were removed
 * @param jobs the background jobs that were ended or whose files were removed
 * @param files the files outside the state directory that were removed
 * @param k3sUninstalled whether k3s was uninstalled
 * @param seconds how long it took
 */
public record StackDownResult(
        List<String> containers, List<String> jobs, List<String> files, boolean k3sUninstalled, double seconds)
        implements Serializable {
    /** Copies the lists. */
    public StackDownResult {
        containers = List.copyOf(containers);
        jobs = List.copyOf(jobs);
        files = List.copyOf(files);
    }
}
