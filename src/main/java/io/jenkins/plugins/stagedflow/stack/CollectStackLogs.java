package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;

/** Collects what a stack and its cluster have to say, for whoever has to find out why tests failed. */
public final class CollectStackLogs {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation. */
    public CollectStackLogs(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Writes a file for each service with timestamps, one with all of them in the order of time, the state of the
     * containers, the logs of background jobs, and of the cluster its events in the order of time, pods and nodes. Every
     * file is limited in size and says so where it is cut; secrets are masked. A stack without a cluster is fine.
     *
     * @return the files, and what could not be had
     * @throws InvalidRequestException if a compose file is not there; nothing was written
     * @throws OperationFailedException if not even the services are known, as without a Docker Engine
     */
    public CollectStackLogsResult run(CollectStackLogsRequest request) throws InterruptedException {
        request.compose().requireFiles(host);
        Stopwatch watch = new Stopwatch(timing.clock());
        BootState state = new BootState(host, request.stateDirectory(), timing);
        HostPath directory = host.directory().resolve(request.output());
        LogCollection collection = new LogCollection(host, console.masking(request.secrets()), request.mostBytes());
        collection.into(directory, state.compose(request.compose()), state);
        return new CollectStackLogsResult(directory.value(), collection.files(), collection.problems(), watch.total());
    }
}
