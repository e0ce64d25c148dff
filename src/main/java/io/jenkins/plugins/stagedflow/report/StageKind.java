package io.jenkins.plugins.stagedflow.report;

import java.util.Arrays;
import java.util.Locale;

/** What a stage does, which says how its result reads. */
public enum StageKind {
    /** Images were pushed. */
    PUSH,
    /** k3s was started. */
    BOOT,
    /** The stack was brought up. */
    READY,
    /** Images were scanned. */
    SCAN,
    /** Images were promoted. */
    PROMOTE,
    /** A version was released. */
    RELEASE,
    /** A version was deployed. */
    DEPLOY,
    /** Anything else, such as tests. */
    OTHER;

    /** Returns the kind of that name; a name nobody knows is {@link #OTHER}. */
    public static StageKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(name))
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the name as it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
