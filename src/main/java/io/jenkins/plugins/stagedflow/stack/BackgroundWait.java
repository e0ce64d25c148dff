package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BackgroundJob;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;

/** Waits for the jobs of a boot, whichever process started them. */
final class BackgroundWait {
    private static final int LINES_SHOWN = 50;
    private static final int LINES_TOLD = 5;

    private final BootState state;
    private final Console console;

    BackgroundWait(BootState state, Console console) {
        this.state = state;
        this.console = console;
    }

    /**
     * Returns when all jobs have succeeded.
     *
     * @throws OperationFailedException as soon as one has not: with the end of its log
     */
    void await(List<BackgroundJob> jobs, Deadline deadline) throws InterruptedException {
        for (BackgroundJob started : jobs) {
            Job job = state.jobs()
                    .find(new JobKey(started.key()))
                    .orElseThrow(() -> new OperationFailedException(
                            "wait for the background job " + started.key(),
                            "its files are not in " + state.directory() + " any more",
                            "Run the boot again"));
            JobStatus status = job.await(deadline);
            if (!status.isSuccess()) {
                throw failure(job, status);
            }
            console.line("The background job " + job.key() + " is done after "
                    + status.took().toMillis() / 1000.0 + " s");
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
