package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param command the limit of each phase but the health check
 * @param health the limit of the health check
 * @param all the limit of all phases up to health; the way back has its own time
 * @param keepAlive how often the target is asked for a sign of life; without four of them it is taken for gone
 */
record Limits(Duration command, Duration health, Duration all, Duration keepAlive) implements Serializable {
    private static final Duration BEYOND_HEALTH = Duration.ofSeconds(30);
    private static final Duration TO_RECONNECT = Duration.ofMinutes(1);

    Limits {
        Require.timeLimit("commandTimeout", command);
        Require.timeLimit("healthTimeout", health);
        Require.timeLimit("timeout", all);
        Require.timeLimit("keepAlive", keepAlive);
    }

    /** Returns how long the given phase may take. */
    Duration of(Phase phase) {
        return phase == Phase.HEALTH ? health.plus(BEYOND_HEALTH) : command;
    }

    /** Returns how long the lock may be held: for the whole way, the way back, and what comes after. */
    Duration lock() {
        return all.plus(of(Phase.HEALTH)).plus(command.multipliedBy(Phase.values().length));
    }

    /** Returns how long it is tried to reach a target again after the connection broke. */
    Duration reconnect() {
        return command.compareTo(TO_RECONNECT) < 0 ? command : TO_RECONNECT;
    }
}
