package io.jenkins.plugins.stagedflow.deploy;

import java.util.Locale;

/** The parts of a deployment, each one script on the target. */
enum Phase {
    /** Keeps others away. */
    LOCK,
    /** Looks at what is there. */
    REMEMBER,
    /** git pull. */
    PULL,
    /** docker login and compose pull. */
    IMAGES,
    /** compose up. */
    UP,
    /** Waits for the health URL. */
    HEALTH,
    /** Removes old images. */
    PRUNE,
    /** Brings the version before back. */
    ROLLBACK,
    /** Tells what runs. */
    RUNNING,
    /** Removes what a phase that was killed left. */
    CLEAN;

    /** Returns the name in output and results. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
