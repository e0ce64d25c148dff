package io.jenkins.plugins.stagedflow.runner.cps;

import com.cloudbees.groovy.cps.Outcome;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A pipeline while it runs: its code takes turns on the thread that called {@link #run}, its steps work on others. */
public final class Pipeline {
    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> daemon(task, "step"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "clock"));
    private final Names names;

    @CheckForNull
    private Thread own;

    @CheckForNull
    private Outcome outcome;

    private boolean aborted;

    /** Creates a pipeline whose code may use the names. */
    public Pipeline(Names names) {
        this.names = names;
    }

    /** Returns what its code may use by name. */
    public Names names() {
        return names;
    }

    /**
     * Runs a script to its end. When the calling thread is interrupted the steps that run are stopped, and the script goes
     * on with what it does at its end.
     *
     * @return the value of the script, or why it failed
     */
    public Outcome run(Script script, Context context) {
        own = Thread.currentThread();
        PipelineThread main = new PipelineThread(this, context, result -> outcome = result);
        main.start(script);
        try {
            while (outcome == null) {
                turn(main).run();
            }
            return outcome;
        } finally {
            workers.shutdownNow();
            clock.shutdownNow();
        }
    }

    /** Has something done on the thread of the pipeline. */
    public void execute(Runnable turn) {
        turns.add(turn);
    }

    /** Has something done on the thread of the pipeline after a while. */
    public Timer after(Duration delay, Runnable turn) {
        return new Timer(clock.schedule(() -> execute(turn), delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    void work(WorkerTask task) {
        workers.execute(task);
    }

    boolean isOwnThread() {
        return Thread.currentThread() == own;
    }

    private Runnable turn(PipelineThread main) {
        try {
            return turns.take();
        } catch (InterruptedException e) {
            return () -> abort(main);
        }
    }

    private void abort(PipelineThread main) {
        if (aborted) {
            outcome = new Outcome(null, new Interruption(Result.ABORTED, "Aborted by the user"));
        } else {
            aborted = true;
            main.stop(new Interruption(Result.ABORTED, "Aborted by the user"));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
