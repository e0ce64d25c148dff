package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a step ended.
 *
 * @param result what it returned, or how far it came, as maps, lists, texts, numbers and booleans
 * @param reports the files of the workspace that are kept, as paths, or as DIRECTORY/** for all below it
 * @param warning what there is to warn of, or an empty text
 * @param warningOfRun whether the warning makes the run unstable, and not the step alone
 * @param failure why it failed, or null
 */
public record StepOutcome(
        Map<?, ?> result,
        List<String> reports,
        String warning,
        boolean warningOfRun,
        @CheckForNull RuntimeException failure) {
    /** Copies the list. */
    public StepOutcome {
        reports = List.copyOf(reports);
    }

    /** Returns why it failed, if it did. */
    public Optional<RuntimeException> failed() {
        return Optional.ofNullable(failure);
    }
}
