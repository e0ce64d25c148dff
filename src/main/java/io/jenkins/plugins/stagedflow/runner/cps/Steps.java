package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Makes steps of functions. */
public final class Steps {
    private Steps() {}

    /** Returns a step that is done at once, on the thread of the pipeline. */
    public static Step now(Signature signature, Work work) {
        return of(signature, call -> call.succeed(work.run(call)));
    }

    /** Returns a step that works on a thread of its own. */
    public static Step worker(Signature signature, Work work) {
        return of(signature, call -> call.onWorker(() -> work.run(call)));
    }

    /** Returns a step that completes its calls itself. */
    public static Step of(Signature signature, Start start) {
        return new Step() {
            @Override
            public Signature signature() {
                return signature;
            }

            @Override
            public void start(StepCall call) throws Exception {
                start.start(call);
            }
        };
    }

    /** The work of a step. */
    @FunctionalInterface
    public interface Work {
        /** Returns the value of the step. */
        @CheckForNull
        Object run(StepCall call) throws Exception;
    }

    /** The start of a step. */
    @FunctionalInterface
    public interface Start {
        /** Starts the step; the call is completed now or later. */
        void start(StepCall call) throws Exception;
    }
}
