package io.jenkins.plugins.stagedflow.deploy;

import java.util.Locale;

/** The parts of a deployment, each one script on the target. */
enum Phase {
    /** Keeps others away. */
    LOCK(false, false),
    /** Looks at what is there, and for space on the disk. */
    REMEMBER(true, false),
    /** git fetch, and which commit it will be. */
    FETCH(false, false),
    /** compose config on the new files. */
    CHECK(true, false),
    /** Moves the checkout. */
    CHECKOUT(false, false),
    /** docker login and compose pull. */
    IMAGES(true, true),
    /** compose up. */
    UP(true, false),
    /** Waits for the health URL. */
    HEALTH(false, false),
    /** Writes down what is deployed. */
    RECORD(true, false),
    /** Removes old images. */
    PRUNE(false, false),
    /** Moves the checkout alone back. */
    RESTORE(false, false),
    /** Brings the version before back. */
    ROLLBACK(true, true),
    /** Notes that the version before runs again. */
    SETTLE(false, false),
    /** Tells what runs. */
    RUNNING(true, false),
    /** Removes what a phase that was killed left. */
    CLEAN(false, false);

    private final boolean composing;
    private final boolean loggingIn;

    Phase(boolean composing, boolean loggingIn) {
        this.composing = composing;
        this.loggingIn = loggingIn;
    }

    /** Returns the name in output and results. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the variables of the compose files are needed. */
    boolean isComposing() {
        return composing;
    }

    /** Returns whether the password of the registry is needed. */
    boolean isLoggingIn() {
        return loggingIn;
    }
}
