package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import java.io.Serializable;

/**
 * A job as it stood when the boot returned.
 *
 * @param key its name among the jobs of the flow
 * @param log the file with what it printed
 * @param state RUNNING, ENDED, TIMED_OUT or LOST
 * @param exitCode its exit status; -1 unless it ended with one
 * @param seconds how long it ran by then
 */
public record BackgroundJob(String key, String log, String state, int exitCode, double seconds)
        implements Serializable {
    static BackgroundJob of(Job job) {
        JobStatus status = job.status();
        return new BackgroundJob(
                job.key().value(),
                job.log().value(),
                status.state().name(),
                status.exitCode(),
                status.took().toMillis() / 1000.0);
    }
}
