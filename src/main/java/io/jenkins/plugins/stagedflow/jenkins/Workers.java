package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
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

    /** System property that tells how many stacks are brought up from the controller at once: each takes some threads. */
    static final String STACKS = Workers.class.getName() + ".stacks";

    private static final int DEFAULT_SIZE = 20;
    private static final int DEFAULT_STACKS = 2;
    private static final long SECONDS_IDLE = 10;

    private final ThreadPoolExecutor threads = pool("worker", Integer.getInteger(SIZE, DEFAULT_SIZE));
    private final ThreadPoolExecutor drivers = pool("stack", Integer.getInteger(STACKS, DEFAULT_STACKS));
    private final ScheduledThreadPoolExecutor looks =
            new ScheduledThreadPoolExecutor(1, named("look"), new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean stopped;

    /** Creates the threads when they are needed first. */
    public Workers() {
        looks.setRemoveOnCancelPolicy(true);
        idle(looks);
    }

    static Workers get() {
        return ExtensionList.lookupSingleton(Workers.class);
    }

    Future<?> submit(Runnable work) {
        return threads.submit(work);
    }

    /** Does what takes no time after a while, unless Jenkins goes down before. */
    Future<?> later(Runnable work, Duration pause) {
        return looks.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does what mostly waits and takes threads of its own for that: few at once, and apart, so that it holds up nothing else. */
    Future<?> drive(Runnable work) {
        return drivers.submit(work);
    }

    /** Returns whether Jenkins is going down, so that what fails now says nothing about the operation. */
    boolean isStopped() {
        return stopped;
    }

    @Override
    public void onBeforeShutdown() {
        stopped = true;
        for (ThreadPoolExecutor pool : List.of(threads, drivers, looks)) {
            pool.getQueue().clear();
            pool.shutdown();
        }
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        idle(pool);
        return pool;
    }

    private static void idle(ThreadPoolExecutor pool) {
        pool.setKeepAliveTime(SECONDS_IDLE, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "Staged Flow " + name + " " + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
