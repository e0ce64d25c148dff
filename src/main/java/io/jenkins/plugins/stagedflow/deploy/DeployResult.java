package io.jenkins.plugins.stagedflow.deploy;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deployment did.
 *
 * @param target the machine, as user@host:port
 * @param directory the checkout on it
 * @param skipped whether nothing was done because the request asked for that
 * @param versionBefore the version before: its image tag, or its commit if it had none; empty if none was known
 * @param versionDeployed the version that runs now, after a rollback the one before; empty if that is not known
 * @param commitBefore the commit of the checkout before
 * @param commit the commit of the checkout now
 * @param imagesBefore the images that ran before, a line each: reference, then digest or id
 * @param running what runs now, as far as is known, a line each: reference, then digest, or state and id
 * @param phases phase to seconds it took, in order
 * @param rolledBack whether the version before was brought back; the deployment has failed then
 * @param healthy whether the health URL answered well at the end
 * @param healthBody the first 500 characters of its last good answer
 * @param warnings what went wrong without making the deployment fail
 * @param plan what would be done, line by line, if only that was asked for
 */
public record DeployResult(
        String target,
        String directory,
        boolean skipped,
        String versionBefore,
        String versionDeployed,
        String commitBefore,
        String commit,
        List<String> imagesBefore,
        List<String> running,
        Map<String, Double> phases,
        boolean rolledBack,
        boolean healthy,
        String healthBody,
        List<String> warnings,
        List<String> plan)
        implements Serializable {
    /** Copies the lists. */
    public DeployResult {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        imagesBefore = List.copyOf(imagesBefore);
        running = List.copyOf(running);
        warnings = List.copyOf(warnings);
        plan = List.copyOf(plan);
    }

    static DeployResult skipped(String target, String directory) {
        return nothing(target, directory, true, List.of());
    }

    static DeployResult planned(String target, String directory, List<String> plan) {
        return nothing(target, directory, false, plan);
    }

    private static DeployResult nothing(String target, String directory, boolean skipped, List<String> plan) {
        return new DeployResult(
                target, directory, skipped, "", "", "", "", List.of(), List.of(), Map.of(), false, false, "", List.of(),
                plan);
    }
}
