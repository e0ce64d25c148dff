package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.runner.context.Result;

/** The conditions of {@code post}. A local run has no run before it: it is changed, and neither fixed nor a regression. */
final class PostConditions {
    private PostConditions() {}

    static boolean holds(String condition, Result result) {
        return switch (condition) {
            case "always", "cleanup", "changed" -> true;
            case "success" -> result == Result.SUCCESS;
            case "unsuccessful" -> result != Result.SUCCESS;
            case "unstable" -> result == Result.UNSTABLE;
            case "failure" -> result == Result.FAILURE;
            case "aborted" -> result == Result.ABORTED;
            case "notBuilt" -> result == Result.NOT_BUILT;
            default -> false;
        };
    }
}
