package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.List;

/** The phases of a deployment in their order, and the way back. */
final class Conversation {
    private final Target target;
    private final DeployRequest request;
    private final Console console;
    private final Progress progress;
    private final HealthCheck health;
    private final WayBack wayBack;
    private Phase phase = Phase.LOCK;

    Conversation(Target target, DeployRequest request, Console console, Timing timing) {
        this.target = target;
        this.request = request;
        this.console = console;
        progress = new Progress(request, target.seconds());
        health = new HealthCheck(target, request, progress, console, timing);
        wayBack = new WayBack(target, request, progress, health, console);
    }

    DeployResult deploy() throws InterruptedException {
        prepare();
        moveCheckout();
        bringUp();
        finish();
        return progress.result();
    }

    // Up to here nothing is touched: a failure leaves everything as it was.
    private void prepare() throws InterruptedException {
        try {
            target.lock();
            look();
            progress.heading(run(Phase.FETCH).fact("commit"));
            run(Phase.CHECK);
        } catch (PhaseFailedException e) {
            throw failure(e, "Nothing was changed on the target");
        }
    }

    private void look() throws InterruptedException {
        RemoteOutput seen = run(Phase.REMEMBER);
        progress.composing(seen.fact("compose"));
        progress.found(Former.of(seen));
    }

    private void moveCheckout() throws InterruptedException {
        try {
            run(Phase.CHECKOUT);
            progress.moved();
        } catch (PhaseFailedException e) {
            target.turnBack();
            throw failure(e, wayBack.restore(e));
        }
    }

    private void bringUp() throws InterruptedException {
        try {
            run(Phase.IMAGES);
            start();
            phase = Phase.HEALTH;
            health.await(Phase.HEALTH.title(), request.environment().imageTag());
            progress.deployed();
        } catch (PhaseFailedException e) {
            target.turnBack();
            throw failure(e, wayBack.rollBack(e));
        }
    }

    private void start() throws InterruptedException {
        try {
            run(Phase.UP);
        } catch (PhaseFailedException e) {
            progress.starting(e.isCutOff());
            throw e;
        }
    }

    // The new version runs and is healthy: that it is not written down or old images stay is no reason to take it back.
    private void finish() throws InterruptedException {
        target.turnBack();
        for (Phase last : List.of(Phase.RECORD, Phase.PRUNE)) {
            try {
                wayBack.persistently(new PhaseFailedException(""), () -> note(last, run(last)));
            } catch (PhaseFailedException e) {
                progress.warn(last.title() + ": " + e.getMessage());
                console.named(last.title()).line("Warning: " + e.getMessage());
            }
        }
    }

    private void note(Phase last, RemoteOutput output) {
        if (last == Phase.RECORD) {
            progress.running(output.facts("running"));
        }
    }

    private RemoteOutput run(Phase next) throws InterruptedException {
        phase = next;
        return target.run(next, progress.values());
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
