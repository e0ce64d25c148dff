package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.Set;

/** The options of a pipeline or a stage: what they are here. */
final class Options {
    static final Set<String> WRAPPERS = Set.of("timeout", "retry");
    static final Set<String> KNOWN = Set.of(
            "timeout",
            "retry",
            "timestamps",
            "ansiColor",
            "skipDefaultCheckout",
            "checkoutToSubdirectory",
            "parallelsAlwaysFailFast",
            "skipStagesAfterUnstable",
            "disableConcurrentBuilds",
            "disableResume",
            "durabilityHint",
            "buildDiscarder",
            "preserveStashes",
            "quietPeriod",
            "newContainerPerStage",
            "overrideIndexTriggers",
            "rateLimitBuilds",
            "disableRestartFromStage");

    static final Set<String> PARAMETERS = Set.of("string", "text", "password", "booleanParam", "choice");
    static final Set<String> TRIGGERS = Set.of("cron", "pollSCM", "upstream", "githubPush");
    static final Set<String> LIBRARIES = Set.of("lib");
    static final Set<String> INPUT = Set.of("message", "id", "ok", "submitter", "submitterParameter", "parameters");

    private Options() {}
}
