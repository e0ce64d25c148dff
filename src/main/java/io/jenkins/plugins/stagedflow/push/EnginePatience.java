package io.jenkins.plugins.stagedflow.push;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a Docker Engine may say nothing before it counts as hung. How long it takes in all does not matter.
 *
 * @param answer where it only has to look something up
 * @param export where it makes an archive, which older engines have whole on their disk before the first byte leaves
 */
record EnginePatience(Duration answer, Duration export) implements Serializable {
    /** Returns what is usual. */
    static EnginePatience usual() {
        return new EnginePatience(Duration.ofMinutes(2), Duration.ofMinutes(10));
    }
}
