package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import java.util.concurrent.Callable;

/** The work of a step on a thread of its own. Stopped, it is interrupted, and the step ends when the work has cleaned up. */
final class WorkerTask implements Runnable {
    private final StepCall call;
    private final Callable<?> work;

    @CheckForNull
    private final Runnable then;

    @CheckForNull
    private Thread worker;

    @CheckForNull
    private Interruption cause;

    private boolean ended;

    WorkerTask(StepCall call, Callable<?> work, @CheckForNull Runnable then) {
        this.call = call;
        this.work = work;
        this.then = then;
    }

    @Override
    public void run() {
        if (begin()) {
            try {
                Object value = work.call();
                end();
                succeed(value);
            } catch (Exception | Error e) {
                end();
                fail(e);
            }
        }
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Interrupts the work. */
    synchronized void stop(Interruption reason) {
        if (!ended) {
            cause = reason;
            if (worker != null) {
                worker.interrupt();
            } else {
                call.fail(reason);
            }
        }
    }

    // Who stopped the step just as its work ended has stopped it.
    private synchronized void succeed(@CheckForNull Object value) {
        if (cause != null) {
            call.fail(cause);
        } else if (then != null) {
            call.pipeline().execute(then);
        } else {
            call.succeed(value);
        }
    }

    private synchronized boolean begin() {
        worker = Thread.currentThread();
        return cause == null;
    }

    // Whoever stops from here on must not hit the next work of this thread.
    private synchronized void end() {
        ended = true;
        Thread.interrupted();
    }

    private synchronized void fail(Throwable failure) {
        call.fail(cause == null ? failure : cause);
    }
}
