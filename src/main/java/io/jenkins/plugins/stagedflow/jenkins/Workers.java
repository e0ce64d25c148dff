package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that drive operations on agents: few, whatever the number of builds. An operation that finds none free waits
 * in line. Operations run on again after a restart of Jenkins, so at its end they are left alone: an interrupt would make
 * them take back what they have done so far.
 */
@Extension
public final class Workers extends ItemListener {
    /** System property that tells how many operations are driven at once. */
    static final String SIZE = Workers.class.getName() + ".size";

    private static final int DEFAULT_SIZE = 20;
    private static final long SECONDS_IDLE = 60;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor threads;
    private volatile boolean stopped;

    /** Creates the threads when they are needed first. */
    public Workers() {
        int size = Integer.getInteger(SIZE, DEFAULT_SIZE);
        threads = new ThreadPoolExecutor(
                size, size, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    static Workers get() {
        return ExtensionList.lookupSingleton(Workers.class);
    }

    Future<?> submit(Runnable work) {
        return threads.submit(work);
    }

    /** Returns whether Jenkins is going down, so that what fails now says nothing about the operation. */
    boolean isStopped() {
        return stopped;
    }

    @Override
    public void onBeforeShutdown() {
        stopped = true;
        threads.getQueue().clear();
        threads.shutdown();
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "Staged Flow worker " + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
