package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long things may take, and how long they are kept.
 *
 * @param command the limit of each phase but the health check
 * @param health the limit of the health check
 * @param pruneUntil how old unused images must be to be removed
 */
record Limits(Duration command, Duration health, String pruneUntil) implements Serializable {
    private static final Pattern AGE = Pattern.compile("(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?(?<=[hms])");
    private static final Duration BEYOND_HEALTH = Duration.ofSeconds(30);

    Limits {
        Require.timeLimit("commandTimeout", command);
        Require.timeLimit("healthTimeout", health);
        Require.matching("pruneUntil", pruneUntil, AGE, "an age as 72h or 1h30m");
    }

    /** Returns how long all phases together may take. */
    Duration all() {
        return command.plus(health).plus(BEYOND_HEALTH).multipliedBy(Phase.values().length);
    }

    /** Returns how long the given phase may take. */
    Duration of(Phase phase) {
        return phase == Phase.HEALTH ? health.plus(BEYOND_HEALTH) : command;
    }
}
