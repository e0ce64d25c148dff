package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.List;
import java.util.Optional;

/** Brings k3s onto a host by the installer of its own. */
final class K3sInstaller {
    /** The name of the job that runs the installer. */
    static final JobKey KEY = new JobKey("k3s-install");

    private static final int LINES_SHOWN = 50;
    private static final int LINES_TOLD = 5;

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ComposeCheck check;

    K3sInstaller(Host host, Console console, Timing timing, ComposeCheck check) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.check = check;
    }

    /**
     * Returns the job that installed k3s, or still does if the boot does not wait; or nothing if one of that version, not
     * brought by this flow, runs already. Waits for another boot of the host; the lock is the caller's to close, when it is
     * settled that this k3s stays.
     */
    Optional<Job> install(K3sBootRequest request, BootState state, K3sInstallation installation, InstallLock lock)
            throws InterruptedException {
        Deadline deadline = timing.deadline(request.timeout());
        lock.acquire(deadline);
        Optional<String> present = installation.version();
        Optional<Job> job = isReusable(request, installation, present)
                ? Optional.empty()
                : Optional.of(started(request, state, installation, present.isEmpty(), deadline));
        if (job.isPresent() && !request.waits()) {
            lock.handOver();
            return job;
        }
        if (job.isPresent()) {
            await(request, state, job.get(), deadline);
        }
        if (!request.binarySha256().isEmpty()) {
            new BinaryCheck(host, console).verify(request.binarySha256(), installation);
        }
        return job;
    }

    private boolean isReusable(K3sBootRequest request, K3sInstallation installation, Optional<String> present)
            throws InterruptedException {
        if (installation.isOwned() || present.isEmpty()) {
            return false;
        }
        requireVersion(request, present.get());
        boolean runs = answers(request);
        if (runs) {
            console.line("k3s " + request.version() + " runs already and is left as it is");
        }
        return runs;
    }

    private static void requireVersion(K3sBootRequest request, String present) {
        if (!present.equals(request.version())) {
            throw new OperationFailedException(
                    "install k3s " + request.version(),
                    "the host has k3s " + present + ", which this flow did not install",
                    "Uninstall that one with its k3s-uninstall.sh, or ask for version " + present);
        }
    }

    private boolean answers(K3sBootRequest request) throws InterruptedException {
        String kubeconfig = request.serverArguments().kubeconfig(host.environment());
        try {
            return new Kubectl(host, kubeconfig).run("get", "--raw", "/version").isSuccess();
        } catch (OperationFailedException e) {
            // Without kubectl nobody can tell; the installer leaves a k3s alone that is as it would make it.
            return false;
        }
    }

    private Job started(
            K3sBootRequest request, BootState state, K3sInstallation installation, boolean fresh, Deadline deadline)
            throws InterruptedException {
        Optional<Job> underWay = state.jobs().find(KEY);
        if (underWay.isPresent()) {
            return underWay.get();
        }
        byte[] script = new VerifiedDownload(host, console, timing)
                .verified(request.installer().download(), deadline);
        // Up to here nothing was changed: a project that compose refuses costs nobody a k3s.
        check.await();
        host.files().write(state.installer(), script, HostFiles.Access.OWNER_EXECUTABLE);
        if (fresh) {
            installation.claim();
        }
        Job job = state.jobs().startOrAttach(KEY, command(request, state));
        console.line("k3s " + request.version() + " is being installed; the log is " + job.log());
        return job;
    }

    private void await(K3sBootRequest request, BootState state, Job job, Deadline deadline)
            throws InterruptedException {
        JobStatus status = job.await(deadline);
        if (!status.isSuccess()) {
            throw failure(request, state, job, status);
        }
        console.line("k3s is installed after " + status.took().toMillis() / 1000.0 + " s");
    }

    // The installer quotes arguments of its own; the text in INSTALL_K3S_EXEC it evaluates as shell.
    // https://github.com/k3s-io/k3s/blob/v1.32.11%2Bk3s1/install.sh ("re-evaluate args to include env command")
    private static Command command(K3sBootRequest request, BootState state) {
        return Command.of(state.installer().value())
                .arguments(request.serverArguments().list())
                .environment("INSTALL_K3S_VERSION", request.version())
                .environment("INSTALL_K3S_EXEC", "server")
                .directory(state.directory())
                .timeLimit(request.timeout())
                .build();
    }

    private OperationFailedException failure(K3sBootRequest request, BootState state, Job job, JobStatus status) {
        List<String> lines = job.lastLines(LINES_SHOWN);
        lines.forEach(console.named("k3s")::line);
        String told = String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        return new OperationFailedException(
                "install k3s " + request.version(),
                "the installer " + status.description() + (told.isEmpty() ? "" : " (" + console.masked(told) + ")"),
                "Its whole log is " + state.keepLog(job));
    }
}
