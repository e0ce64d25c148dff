package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.List;

/**
 * Looks at what a boot started, at its files alone, so that a look costs next to nothing: {@link StackReady} has nothing to
 * do before that has come to its end.
 */
public final class BootLook {
    private final Host host;
    private final Timing timing;

    /** Creates the look. */
    public BootLook(Host host, Timing timing) {
        this.host = host;
        this.timing = timing;
    }

    /**
     * Returns whether {@link StackReady} has something to do: there is a cluster and the background work is done, or there
     * is a failure to tell, be it that the time is over which the request gives.
     */
    public boolean isWorthwhile(StackReadyRequest request) {
        try {
            new StackReady(host, Console.silent(), timing).requireFiles(request);
            BootState state = new BootState(host, request.stateDirectory(), timing);
            return state.handle().map(boot -> isOver(request, state, boot)).orElse(true);
        } catch (RuntimeException e) {
            // Who makes the stack ready finds the same, and tells it.
            return true;
        }
    }

    private boolean isOver(StackReadyRequest request, BootState state, BootHandle boot) {
        List<JobStatus> jobs =
                state.jobs().all().stream().map(job -> job.status()).toList();
        boolean failed = jobs.stream().anyMatch(status -> status.isOver() && !status.isSuccess());
        boolean working = !jobs.stream().allMatch(JobStatus::isOver);
        boolean cluster = host.files().exists(new HostPath(boot.kubeconfig()));
        return failed
                || cluster && !working
                || !cluster && isOver(request, request.nodeTimeout())
                || working && isOver(request, request.pullTimeout());
    }

    private static boolean isOver(StackReadyRequest request, Duration limit) {
        return request.waited().compareTo(limit) >= 0;
    }
}
