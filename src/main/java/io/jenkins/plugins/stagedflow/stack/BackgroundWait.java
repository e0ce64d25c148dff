package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BackgroundJob;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for the jobs of a boot, whichever process started them. */
final class BackgroundWait {
    private static final int LINES_SHOWN = 50;
    private static final int LINES_TOLD = 5;

    private final BootState state;
    private final Console console;
    private final Timing timing;

    BackgroundWait(BootState state, Console console, Timing timing) {
        this.state = state;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Looks once.
     *
     * @throws OperationFailedException if a job has failed or its files are gone
     */
    void requireNoneFailed(List<BackgroundJob> started) {
        for (BackgroundJob job : started) {
            state.jobs()
                    .find(new JobKey(job.key()))
                    .orElseThrow(() -> new OperationFailedException(
                            "wait for the background job " + job.key(),
                            "its files are not in " + state.directory() + " any more",
                            "Run the boot again"));
        }
        state.jobs().all().forEach(job -> requireNotFailed(job, job.status()));
    }

    /**
     * Returns when all jobs have succeeded.
     *
     * @throws OperationFailedException as soon as one has not, whatever the others do: with the end of its log
     */
    void await(Deadline deadline) throws InterruptedException {
        List<Job> running = new ArrayList<>(state.jobs().all());
        timing.poll(deadline, Backoff.WATCHING, () -> {
            running.removeIf(this::isDone);
            return running.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        if (!running.isEmpty()) {
            throw failure(running.get(0), running.get(0).status());
        }
    }

    private boolean isDone(Job job) {
        JobStatus status = job.status();
        requireNotFailed(job, status);
        if (status.isOver()) {
            console.line("The background job " + job.key() + " is done after "
                    + status.took().toMillis() / 1000.0 + " s");
        }
        return status.isOver();
    }

    private void requireNotFailed(Job job, JobStatus status) {
        if (status.isOver() && !status.isSuccess()) {
            throw failure(job, status);
        }
    }

    private OperationFailedException failure(Job job, JobStatus status) {
        List<String> lines = job.lastLines(LINES_SHOWN);
        lines.forEach(console.named(job.key().value())::line);
        List<String> told = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size());
        String remedy = status.isOver() ? "" : "Raise pullTimeout if it just needs longer; ";
        return new OperationFailedException(
                "wait for the background job " + job.key(),
                "it " + status.description()
                        + (told.isEmpty() ? "" : " (" + console.masked(String.join(" / ", told)) + ")"),
                remedy + (remedy.isEmpty() ? "Its" : "its") + " whole log is " + job.log());
    }
}
