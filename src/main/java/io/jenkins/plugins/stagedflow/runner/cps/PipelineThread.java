package io.jenkins.plugins.stagedflow.runner.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.impl.FunctionCallEnv;
import com.cloudbees.groovy.cps.sandbox.DefaultInvoker;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import java.util.function.Consumer;

/**
 * A sequence of steps of a pipeline: the script itself, or a block of a step. All of them take turns on the one thread of
 * the pipeline, and let go of it while a step works.
 */
public final class PipelineThread {
    private static final ThreadLocal<PipelineThread> CURRENT = new ThreadLocal<>();

    private final Pipeline pipeline;
    private final Context context;
    private final Consumer<Outcome> onEnd;

    @CheckForNull
    private Continuable program;

    @CheckForNull
    private StepCall call;

    @CheckForNull
    private Interruption stopped;

    private boolean ended;

    PipelineThread(Pipeline pipeline, Context context, Consumer<Outcome> onEnd) {
        this.pipeline = pipeline;
        this.context = context;
        this.onEnd = onEnd;
    }

    /**
     * Returns the one whose code runs.
     *
     * @throws IllegalStateException if none does
     */
    public static PipelineThread current() {
        PipelineThread current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("No code of a pipeline runs on this thread");
        }
        return current;
    }

    /** Returns where its steps work. */
    public Context context() {
        return context;
    }

    /** Returns the pipeline it is a part of. */
    public Pipeline pipeline() {
        return pipeline;
    }

    boolean isAlive() {
        return !ended;
    }

    void start(Script script) {
        program = new Continuable(script, Envs.empty(new DefaultInvoker()));
        pipeline.execute(() -> runOn(new Outcome(null, null)));
    }

    void start(Closure<?> block, Object... values) {
        pipeline.execute(() -> begin(block, values));
    }

    void resume(Outcome result) {
        pipeline.execute(() -> runOn(result));
    }

    /** Ends it from outside: the step it is in is stopped, or its next one is not started. */
    public void stop(Interruption cause) {
        if (call != null && !call.isCompleted()) {
            call.stop(cause);
        } else {
            stopped = cause;
        }
    }

    /** Calls a step. Returns its value at once, or suspends the program until it is there. */
    Object call(Step step, Arguments arguments) {
        StepCall started = new StepCall(this, arguments);
        call = started;
        try {
            step.start(started);
        } catch (Exception e) {
            started.fail(e);
        }
        if (started.isCompleted()) {
            return value(started.outcome());
        }
        return Continuable.suspend(step.signature().name(), started);
    }

    private static Object value(Outcome outcome) {
        if (outcome.isFailure()) {
            throw Unchecked.of(outcome.getAbnormal());
        }
        return outcome.getNormal();
    }

    // A block without any CPS code in it has run when the call returns.
    private void begin(Closure<?> block, Object... values) {
        CURRENT.set(this);
        try {
            end(new Outcome(block.call(values), null));
        } catch (CpsCallableInvocation invocation) {
            FunctionCallEnv nobody = new FunctionCallEnv(null, Continuation.HALT, null, null);
            nobody.setInvoker(new DefaultInvoker());
            program = new Continuable(invocation.invoke(nobody, null, Continuation.HALT));
            runOn(new Outcome(null, null));
        } catch (RuntimeException | Error e) {
            end(new Outcome(null, e));
        } finally {
            CURRENT.remove();
        }
    }

    private void runOn(Outcome result) {
        Continuable whole = program;
        if (whole == null || ended) {
            return;
        }
        CURRENT.set(this);
        CpsCallableInvocation.registerMismatchHandler(Mismatch::refuse);
        if (result.isFailure()) {
            Traces.addTo(result.getAbnormal(), whole.getStackTrace());
        }
        try {
            call = null;
            proceed(whole, result);
        } finally {
            CpsCallableInvocation.registerMismatchHandler(null);
            CURRENT.remove();
        }
    }

    // The newer form is gone again in later versions.
    @SuppressWarnings("deprecation")
    private void proceed(Continuable whole, Outcome result) {
        Outcome next = whole.run0(stopped == null ? result : new Outcome(null, stopped));
        stopped = null;
        if (!whole.isResumable()) {
            end(next);
        } else if (next.getNormal() instanceof StepCall suspended) {
            suspended.await();
        } else {
            resume(next);
        }
    }

    private void end(Outcome result) {
        ended = true;
        onEnd.accept(result);
    }
}
