package io.jenkins.plugins.stagedflow.runner.cps;

import java.util.concurrent.Future;

/** Something that will be done after a while. */
public final class Timer {
    private final Future<?> scheduled;

    Timer(Future<?> scheduled) {
        this.scheduled = scheduled;
    }

    /** Leaves it undone, unless it was done already. */
    public void cancel() {
        scheduled.cancel(false);
    }
}
