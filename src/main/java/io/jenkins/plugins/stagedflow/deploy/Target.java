package io.jenkins.plugins.stagedflow.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The target of a deployment, phase by phase: connected and locked, and again after the connection broke. */
final class Target implements AutoCloseable {
    private final DeployRequest request;
    private final SshAccess access;
    private final ScriptWriter scripts;
    private final Console console;
    private final Timing timing;
    private final Deadline deadline;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private boolean onTheWayBack;
    private String lastProblem = "";

    @CheckForNull
    private SshConnection connection;

    @CheckForNull
    private TargetLock lock;

    Target(DeployRequest request, SshAccess access, String mark, Console console, Timing timing) {
        this.request = request;
        this.access = access;
        this.scripts = ScriptWriter.of(request, mark);
        this.console = console;
        this.timing = timing;
        this.deadline = timing.deadline(request.limits().all());
    }

    /**
     * Connects to the target.
     *
     * @throws OperationFailedException if that is not possible
     */
    void connect() throws InterruptedException {
        connection = SshConnection.open(request.target(), access);
    }

    /** Keeps other deployments away until this is closed. */
    void lock() throws InterruptedException {
        String script = scripts.write(Phase.LOCK, "", Map.of());
        lock = TargetLock.take(connected(), script, request.limits(), output(Phase.LOCK.title()));
    }

    /** Runs a phase for the new version and returns what it told. */
    RemoteOutput run(Phase phase, Map<String, String> values) throws InterruptedException {
        return run(phase, phase.title(), request.environment().imageTag(), values);
    }

    /** Runs a phase for another version, under a title of its own. */
    RemoteOutput run(Phase phase, String title, String imageTag, Map<String, String> values)
            throws InterruptedException {
        if (!isHeld()) {
            throw new ConnectionLostException("the connection broke, and with it the lock of the target");
        }
        return run(phase, title, scripts.write(phase, imageTag, values));
    }

    /** Gives what follows time of its own, however much of the time for the deployment is left. */
    void turnBack() {
        onTheWayBack = true;
    }

    /** Returns whether the target is connected and locked, as far as is known. */
    boolean isHeld() {
        return connection != null && connection.isOpen() && lock != null && lock.isHeld();
    }

    /**
     * Connects again and takes the lock over, which ends whatever phase still runs from the connection before.
     *
     * @throws PhaseFailedException if that was not possible for a while
     */
    void reconnect() throws InterruptedException {
        close();
        console.line("Connecting to " + request.target() + " again");
        Duration limit = request.limits().reconnect();
        if (timing.poll(timing.deadline(limit), Backoff.RETRY, this::reconnected)
                .isEmpty()) {
            throw new PhaseFailedException(
                    "it could not be reached again within %d s: %s".formatted(limit.toSeconds(), lastProblem));
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Returns phase to seconds it took so far. */
    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }

    /** Returns how long a phase may take now. */
    Duration limit(Phase phase) {
        Duration usual = request.limits().of(phase);
        return onTheWayBack ? usual : deadline.atMost(usual);
    }

    /** Notes how long something took. */
    void took(String title, long nanos) {
        seconds.merge(title, TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0, Double::sum);
    }

    private Optional<Boolean> reconnected() throws InterruptedException {
        try {
            connect();
            lock();
            return Optional.of(true);
        } catch (UntrustedHostException e) {
            throw new PhaseFailedException(e.getMessage());
        } catch (OperationFailedException | ConnectionLostException e) {
            lastProblem = String.valueOf(e.getMessage());
            close();
            return Optional.empty();
        }
    }

    private SshConnection connected() {
        if (connection == null) {
            throw new ConnectionLostException("there is no connection");
        }
        return connection;
    }

    private RemoteOutput run(Phase phase, String title, String text) throws InterruptedException {
        Duration limit = limit(phase);
        if (limit.isZero()) {
            throw outOfTime(phase, limit);
        }
        RemoteOutput output = output(title);
        long start = System.nanoTime();
        try (RemoteScript script = connected().start(text, limit, output)) {
            requireSuccess(script.exitStatus(), output, phase, limit);
            return output;
        } finally {
            took(title, System.nanoTime() - start);
        }
    }

    private void requireSuccess(int status, RemoteOutput output, Phase phase, Duration limit) {
        if (status == RemoteScript.LOST) {
            throw new ConnectionLostException("the connection broke");
        }
        if (status == RemoteScript.TIMED_OUT) {
            throw outOfTime(phase, limit);
        }
        if (status != 0) {
            String reason = output.reason();
            throw new PhaseFailedException(reason.isEmpty() ? "it ended with status " + status : reason);
        }
    }

    private PhaseFailedException outOfTime(Phase phase, Duration limit) {
        boolean whole = limit.compareTo(request.limits().of(phase)) < 0;
        return new PhaseFailedException(
                "%s did not end within %d s"
                        .formatted(
                                whole ? "the deployment" : "it",
                                whole ? request.limits().all().toSeconds() : limit.toSeconds()),
                true);
    }

    private RemoteOutput output(String title) {
        return new RemoteOutput(scripts.mark(), console.named(title));
    }
}
