package io.jenkins.plugins.stagedflow.runner.context;

/** A step failed, and its message says all there is to say. */
public class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure with the sentence that the console shows. */
    public StepFailure(String message) {
        super(message);
    }
}
