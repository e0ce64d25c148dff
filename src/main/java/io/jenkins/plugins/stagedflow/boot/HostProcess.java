package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A process of a host. Process ids are used again, so its start belongs to it.
 *
 * @param id its process id
 * @param started when it started, in milliseconds since 1970
 */
record HostProcess(long id, long started) implements Serializable {
    /** One that never runs. */
    static final HostProcess NONE = new HostProcess(0, 0);

    // Two processes may reckon the start of the machine, which all starts count from, a little differently.
    private static final long TOLERANCE = Duration.ofSeconds(5).toMillis();

    /** Returns the process this code runs in. */
    static HostProcess current() {
        ProcessHandle current = ProcessHandle.current();
        return new HostProcess(current.pid(), start(current));
    }

    /** Returns whether it runs, as seen by the process this code runs in. */
    boolean isAlive() {
        return ProcessHandle.of(id)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(start(process) - started) <= TOLERANCE)
                .isPresent();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
