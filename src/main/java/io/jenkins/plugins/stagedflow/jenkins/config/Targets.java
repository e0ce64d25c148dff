package io.jenkins.plugins.stagedflow.jenkins.config;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.List;

/**
 * Where this Jenkins deploys to.
 *
 * @param targets those with a name
 * @param only whether there are no others
 * @param knownHosts lines of a known_hosts file
 */
public record Targets(List<DeployTarget> targets, boolean only, String knownHosts) {
    /** Copies the list. */
    public Targets {
        targets = List.copyOf(targets);
    }

    /**
     * Returns the target that a job means.
     *
     * @throws InvalidRequestException if there is none of that name, or the job may not use it
     */
    public DeployTarget find(String name, String job) {
        return targets.stream()
                .filter(target -> target.getName().equals(name) && target.allows(job))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "target", name, "a deploy target that is set up in this Jenkins for " + job));
    }
}
