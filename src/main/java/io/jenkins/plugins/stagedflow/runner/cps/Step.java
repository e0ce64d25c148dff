package io.jenkins.plugins.stagedflow.runner.cps;

/** Something that a Jenkinsfile calls by name. */
public interface Step {
    /** Returns name and arguments. */
    Signature signature();

    /**
     * Starts the step on the thread of the pipeline. The call is completed now, or later from any thread; work that takes
     * time is done elsewhere.
     */
    void start(StepCall call) throws Exception;
}
