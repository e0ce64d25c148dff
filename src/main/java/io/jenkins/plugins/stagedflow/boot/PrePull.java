package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Jobs that pull images into k3s, one an image, by the {@code crictl} that is part of it. Its containerd answers to root
 * alone.
 *
 * @see <a href="https://docs.k3s.io/cli">k3s crictl</a>
 */
final class PrePull {
    // crictl takes it from there, so that it is in nobody's process list.
    // https://github.com/kubernetes-sigs/cri-tools/blob/v1.32.0/cmd/crictl/image.go ("CRICTL_AUTH")
    private static final String LOGIN = "CRICTL_AUTH";

    private final Console console;
    private final BootState state;

    PrePull(Console console, BootState state) {
        this.console = console;
        this.state = state;
    }

    /** Starts the jobs or attaches to them. The login goes with the images of its registry only. */
    List<Job> start(K3sBootRequest request, K3sInstallation installation) throws InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (ImageReference image : request.prePullImages()) {
            JobKey key = new JobKey("pre-pull-%02d".formatted(jobs.size() + 1));
            Job job = state.jobs().startOrAttach(key, command(request, program(installation), image, state.log(key)));
            console.line(image + " is pulled into k3s in the background; the log is " + job.log());
            jobs.add(job);
        }
        return jobs;
    }

    private static HostPath program(K3sInstallation installation) {
        return installation
                .program()
                .orElseThrow(() -> new OperationFailedException(
                        "pull images into k3s",
                        "there is no k3s in " + String.join(" or ", installation.directories()),
                        "See the log of the installer, or leave prePullImages out"));
    }

    private static Command command(K3sBootRequest request, HostPath k3s, ImageReference image, HostPath log) {
        Command pull =
                Command.of(k3s.value(), "crictl", "pull", image.toString()).build();
        Command.Builder work = Scripts.persist(log, List.of(pull)).timeLimit(request.timeout());
        if (!request.login().isAnonymous() && image.repository().registry().equals(request.registry())) {
            work.environment(LOGIN, request.login().basic());
        }
        return work.build();
    }
}
