package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The second half of a boot in two: what works with images starts when they are there, beside a k3s that is already. */
final class PullAfterBoot {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final BootState state;

    PullAfterBoot(Host host, Console console, Timing timing, BootState state) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.state = state;
    }

    /**
     * Starts the jobs, or attaches to those of a call that was cut off.
     *
     * @return what the boot before has started, and these
     * @throws OperationFailedException if no boot has come to its end; or if a job cannot be started: k3s stays then
     */
    BootHandle run(K3sBootRequest request, ComposeCommands compose, Instant start) throws InterruptedException {
        BootHandle booted = state.booted();
        try {
            state.beginPull(K3sBoot.fingerprint(request), hasPulled(booted));
            state.remember(compose.program());
            List<Job> jobs = new ArrayList<>(List.of(new BackgroundPull(host, console).start(request, compose, state)));
            jobs.addAll(new PrePull(console, state).start(request, new K3sInstallation(host, state)));
            Duration took = Duration.between(start, timing.clock().instant());
            BootHandle handle = booted.and(jobs.stream().map(BackgroundJob::of).toList(), took.toMillis() / 1000.0);
            state.save(handle);
            return handle;
        } catch (InterruptedException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private static boolean hasPulled(BootHandle booted) {
        return booted.jobs().stream().anyMatch(job -> job.key().equals(BackgroundPull.KEY.value()));
    }

    private void undo(Exception failure) {
        try {
            state.clearPull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            console.line("Cleaning up after the failure failed too: " + e.getMessage());
        }
    }
}
