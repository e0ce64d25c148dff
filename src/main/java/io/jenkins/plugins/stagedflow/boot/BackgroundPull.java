package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The job that pulls all images of a compose project, then starts its infrastructure services and sees that they live.
 * What may pass is tried again.
 */
final class BackgroundPull {
    /** The name of the job. */
    static final JobKey KEY = new JobKey("compose-pull");

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
        Command work = command(state.loggedIn(compose), state, request.infraServices());
        Job job = state.jobs()
                .startOrAttach(
                        KEY, work.toBuilder().timeLimit(request.timeout()).build());
        console.line("Images are pulled in the background; the log is " + job.log());
        return job;
    }

    private static Command command(ComposeCommands compose, BootState state, List<String> services) {
        List<Command> parts = new ArrayList<>(List.of(compose.pull()));
        if (!services.isEmpty()) {
            parts.add(Scripts.turn(state.turn(), compose.up(services)));
            parts.add(Scripts.alive(services, compose.containers()));
        }
        Command.Builder work = Scripts.persist(state.log(KEY), parts)
                .environment(compose.pull().environment());
        compose.pull().directory().ifPresent(work::directory);
        return work.build();
    }
}
