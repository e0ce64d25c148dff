package io.jenkins.plugins.stagedflow.runner.context;

/** How a run, or a stage of it, ended; from good to bad, as Jenkins orders them. */
public enum Result {
    /** All was well. */
    SUCCESS,
    /** Something was not, such as a test, but the run went on. */
    UNSTABLE,
    /** Something failed. */
    FAILURE,
    /** It did not run. */
    NOT_BUILT,
    /** It was stopped. */
    ABORTED;

    /** Returns the worse one of the two. */
    public Result and(Result other) {
        return other.ordinal() > ordinal() ? other : this;
    }
}
