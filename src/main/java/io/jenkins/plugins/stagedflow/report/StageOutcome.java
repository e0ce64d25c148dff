package io.jenkins.plugins.stagedflow.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a stage ended. */
public enum StageOutcome {
    /** It did what it was to do. */
    PASSED,
    /** It did not. */
    FAILED,
    /** It was left out. */
    SKIPPED;

    /** Returns the outcome of that name, if there is one. */
    public static Optional<StageOutcome> named(String name) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(name))
                .findFirst();
    }

    /** Returns the name as it stands in files and on pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
