package io.jenkins.plugins.stagedflow.host;

import java.time.Duration;

/** Waits for a while; tests put their own in place of {@link Thread#sleep}. */
@FunctionalInterface
public interface Sleeper {
    /** Returns after the given time. */
    void sleep(Duration time) throws InterruptedException;
}
