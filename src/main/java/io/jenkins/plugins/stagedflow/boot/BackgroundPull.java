package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;

/** The job that pulls all images of a compose project and starts its infrastructure services. */
final class BackgroundPull {
    private static final JobKey KEY = new JobKey("compose-pull");

    private final Host host;
    private final Console console;

    BackgroundPull(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /** Starts the job or attaches to it. Its login stays in the state directory, as the job outlives the caller. */
    Job start(K3sBootRequest request, ComposeCommands compose, BootState state) throws InterruptedException {
        if (!request.login().isAnonymous()) {
            DockerConfig.in(host, state.login(), request.registry(), request.login());
        }
        Job job = state.jobs()
                .startOrAttach(
                        KEY,
                        state.loggedIn(compose).pullThenUp(request.infraServices()).toBuilder()
                                .timeLimit(request.timeout())
                                .build());
        console.line("Images are pulled in the background; the log is " + job.log());
        return job;
    }
}
