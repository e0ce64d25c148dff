package io.jenkins.plugins.stagedflow.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One supervised job, wherever it was started. */
public final class Job {
    // The job beats every second. A loaded machine may be late; a dead job is found out soon enough.
    private static final Duration SILENCE_OF_THE_DEAD = Duration.ofSeconds(15);
    private static final int MOST_LOG_SHOWN = 64 * 1024;
    private static final int TIMED_OUT = -124;
    private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 10;

    private final JobKey key;
    private final HostPath home;
    private final Host host;
    private final Timing timing;

    Job(JobKey key, HostPath home, Host host, Timing timing) {
        this.key = key;
        this.home = home;
        this.host = host;
        this.timing = timing;
    }

    /** Returns the name of the job. */
    public JobKey key() {
        return key;
    }

    /** Returns the file that holds what the job printed on both outputs. */
    public HostPath log() {
        return home.resolve("output");
    }

    /** Returns how far the job is. */
    public JobStatus status() {
        // Looked at in this order: a job that ends in between has left its status by the second look.
        boolean alive = isAlive();
        if (host.files().exists(home.resolve("status"))) {
            return ended(
                    Integer.parseInt(host.files().read(home.resolve("status")).strip()));
        }
        return new JobStatus(alive ? JobStatus.State.RUNNING : JobStatus.State.LOST, -1, since("job.sh"));
    }

    /**
     * Waits until the job is over.
     *
     * @return how it ended, or that it still runs when the deadline has passed
     */
    public JobStatus await(Deadline deadline) throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        return timing.poll(deadline, Backoff.WATCHING, () -> look(looks.getAndIncrement()))
                .orElseGet(this::status);
    }

    // Each question may go to another machine: whether the job has ended is one, whether it still lives are many.
    private Optional<JobStatus> look(int number) {
        return number % LOOKS_BETWEEN_SIGNS_OF_LIFE == 0 || exists("status")
                ? Optional.of(status()).filter(JobStatus::isOver)
                : Optional.empty();
    }

    /** Returns the last lines the job printed. */
    public List<String> lastLines(int count) {
        if (!host.files().exists(log())) {
            return List.of();
        }
        long offset = Math.max(0, host.files().size(log()) - MOST_LOG_SHOWN);
        List<String> lines =
                host.files().read(log(), offset, MOST_LOG_SHOWN).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** Ends the job with all its processes if it runs, and removes its files. Doing so twice is fine. */
    public void remove() throws InterruptedException {
        if (isVisible()) {
            host.run(killer(), Console.silent());
        }
        host.files().delete(home);
    }

    private JobStatus ended(int code) {
        Duration took = since("job.sh").minus(since("status"));
        return code == TIMED_OUT
                ? new JobStatus(JobStatus.State.TIMED_OUT, -1, took)
                : new JobStatus(JobStatus.State.ENDED, code, took);
    }

    private Duration since(String file) {
        HostPath path = home.resolve(file);
        return host.files().exists(path) ? host.files().age(path) : Duration.ZERO;
    }

    private boolean isAlive() {
        return isVisible() || since("job.sh").compareTo(SILENCE_OF_THE_DEAD) < 0 && !exists("pid") || isBeating();
    }

    private boolean isBeating() {
        return exists("heartbeat") && since("heartbeat").compareTo(SILENCE_OF_THE_DEAD) < 0;
    }

    private boolean exists(String file) {
        return host.files().exists(home.resolve(file));
    }

    // A process id is used again some day: only one whose command line names this job is ours. Inside a container it
    // is not visible under its number at all; there the heartbeat alone tells.
    private boolean isVisible() {
        if (!exists("pid")) {
            return false;
        }
        HostPath commandLine = new HostPath("/proc/" + pid() + "/cmdline");
        try {
            return host.files().exists(commandLine)
                    && host.files().read(commandLine).contains(home.value());
        } catch (OperationFailedException e) {
            // It ended between the two looks.
            return false;
        }
    }

    private String pid() {
        return host.files().read(home.resolve("pid")).strip();
    }

    private Command killer() {
        String kill = "kill -s TERM -- \"-$1\"; i=0; "
                + "while kill -s 0 -- \"-$1\" 2>/dev/null && [ $i -lt 20 ]; do sleep 0.1; i=$((i + 1)); done; "
                + "kill -s KILL -- \"-$1\" 2>/dev/null; exit 0";
        return Command.of("/bin/sh", "-c", kill, "kill", pid()).build();
    }
}
