package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import java.util.concurrent.Callable;

/** The work of a step on a thread of its own. Stopped, it is interrupted, and the step ends when the work has cleaned up. */
final class WorkerTask implements Runnable {
    private final StepCall call;
    private final Callable<?> work;

    @CheckForNull
    private Thread worker;

    @CheckForNull
    private Interruption cause;

    private boolean ended;

    WorkerTask(StepCall call, Callable<?> work) {
        this.call = call;
        this.work = work;
    }

    @Override
    public void run() {
        if (begin()) {
            try {
                Object value = work.call();
                end();
                call.succeed(value);
            } catch (Exception | Error e) {
                end();
                fail(e);
            }
        }
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
