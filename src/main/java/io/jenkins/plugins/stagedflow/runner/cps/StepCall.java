package io.jenkins.plugins.stagedflow.runner.cps;

import com.cloudbees.groovy.cps.Outcome;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** One call of a step, from its start until it is completed, once, with a value or a failure. */
public final class StepCall {
    private final PipelineThread caller;
    private final Arguments arguments;
    private final List<PipelineThread> bodies = new ArrayList<>();

    @CheckForNull
    private Outcome outcome;

    @CheckForNull
    private WorkerTask task;

    @CheckForNull
    private Consumer<Interruption> onStop;

    private boolean waiting;

    StepCall(PipelineThread caller, Arguments arguments) {
        this.caller = caller;
        this.arguments = arguments;
    }

    /** Returns what the step was called with. */
    public Arguments arguments() {
        return arguments;
    }

    /** Returns where the step works. */
    public Context context() {
        return caller.context();
    }

    /** Returns the pipeline this is a part of. */
    public Pipeline pipeline() {
        return caller.pipeline();
    }

    /** Ends the call with a value. */
    public void succeed(@CheckForNull Object value) {
        complete(new Outcome(value, null));
    }

    /** Ends the call with a failure. */
    public void fail(Throwable failure) {
        complete(new Outcome(null, failure));
    }

    /** Ends the call as something else ended. */
    public void complete(Outcome result) {
        if (pipeline().isOwnThread()) {
            completeHere(result);
        } else {
            pipeline().execute(() -> completeHere(result));
        }
    }

    /** Does work on a thread of its own; its result completes the call. When the step is stopped, it is interrupted. */
    public void onWorker(Callable<?> work) {
        task = new WorkerTask(this, work, null);
        pipeline().work(task);
    }

    /** Does work on a thread of its own and goes on from there; a failure of it ends the call. */
    public void onWorker(Callable<?> work, Runnable then) {
        task = new WorkerTask(this, work, then);
        pipeline().work(task);
    }

    /** Runs the block of the step with a context; its outcome completes the call. */
    public void runBody(Context context) {
        runBody(context, this::complete);
    }

    /** Runs the block of the step with a context, and hands its outcome on. */
    public void runBody(Context context, Consumer<Outcome> onEnd) {
        runBlock(context, arguments.body(), onEnd);
    }

    /** Runs a block with a context, and hands its outcome on. Several may run at once. */
    public PipelineThread runBlock(Context context, Closure<?> block, Consumer<Outcome> onEnd, Object... values) {
        PipelineThread body = new PipelineThread(pipeline(), context, onEnd);
        bodies.add(body);
        body.start(block, values);
        return body;
    }

    /** Runs another script with a context; its value completes the call. */
    public void runScript(Context context, Script script) {
        PipelineThread body = new PipelineThread(pipeline(), context, this::complete);
        bodies.add(body);
        body.start(script);
    }

    /** Names what is done when the call is stopped and no block of it runs. */
    public void onStop(Consumer<Interruption> action) {
        onStop = action;
    }

    /** Ends the call from outside: work is interrupted, blocks are stopped, and their failure ends the call. */
    public void stop(Interruption cause) {
        List<PipelineThread> alive =
                bodies.stream().filter(PipelineThread::isAlive).toList();
        if (task != null && !task.isEnded()) {
            task.stop(cause);
        } else if (!alive.isEmpty()) {
            alive.forEach(body -> body.stop(cause));
        } else if (onStop != null) {
            onStop.accept(cause);
        } else {
            fail(cause);
        }
    }

    /** Returns whether the call has ended. */
    public boolean isCompleted() {
        return outcome != null;
    }

    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("The step has not ended");
        }
        return outcome;
    }

    /** Marks that the program waits for the outcome. */
    void await() {
        waiting = true;
        if (outcome != null) {
            caller.resume(outcome);
        }
    }

    private void completeHere(Outcome result) {
        if (outcome == null) {
            outcome = result;
            if (waiting) {
                caller.resume(result);
            }
        }
    }
}
