package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;

/** The phases of a deployment in their order, and the way back. */
final class Conversation {
    private static final List<Phase> CHANGES = List.of(Phase.IMAGES, Phase.UP, Phase.HEALTH);

    private final Target target;
    private final DeployRequest request;
    private final Console console;
    private final Progress progress;
    private Phase phase = Phase.LOCK;

    Conversation(Target target, DeployRequest request, Console console) {
        this.target = target;
        this.request = request;
        this.console = console;
        progress = new Progress(request, target.seconds());
    }

    DeployResult deploy() throws InterruptedException {
        prepare();
        bringUp();
        prune();
        return progress.result();
    }

    // Up to here nothing that runs is touched: a failure leaves everything as it was.
    private void prepare() throws InterruptedException {
        try {
            target.lock();
            progress.found(Former.of(run(Phase.REMEMBER)));
            progress.moved(run(Phase.PULL).fact("commit"));
        } catch (PhaseFailedException e) {
            throw failure(e, "Nothing that runs was touched");
        }
    }

    private void bringUp() throws InterruptedException {
        try {
            for (Phase change : CHANGES) {
                RemoteOutput output = run(change);
                progress.healthy(change == Phase.HEALTH, output.fact("body"));
            }
            progress.deployed();
        } catch (PhaseFailedException e) {
            clean();
            Phase failed = phase;
            String outcome = new Rollback(target, request, progress, console).afterFailure();
            phase = failed;
            throw failure(e, outcome);
        }
    }

    // The new version runs and is healthy: that old images stay is no reason to take it back.
    private void prune() throws InterruptedException {
        try {
            run(Phase.PRUNE);
        } catch (PhaseFailedException e) {
            progress.warn("prune: " + e.getMessage());
            console.named(Phase.PRUNE.title()).line("Warning: " + e.getMessage());
        }
    }

    private void clean() throws InterruptedException {
        try {
            target.run(Phase.CLEAN);
        } catch (PhaseFailedException e) {
            progress.warn("clean: " + e.getMessage());
        }
    }

    private RemoteOutput run(Phase next) throws InterruptedException {
        phase = next;
        return target.run(next);
    }

    private OperationFailedException failure(PhaseFailedException e, String outcome) {
        String version = progress.version().isEmpty() ? "" : progress.version() + " ";
        return new OperationFailedException(
                "deploy %sto %s:%s"
                        .formatted(version, request.target(), request.checkout().directory()),
                "phase " + phase.title() + ": " + e.getMessage(),
                outcome,
                e,
                progress.result());
    }
}
