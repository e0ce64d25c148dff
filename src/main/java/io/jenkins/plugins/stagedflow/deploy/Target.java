package io.jenkins.plugins.stagedflow.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Console;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The target of a deployment, phase by phase. */
final class Target implements AutoCloseable {
    private final SshConnection connection;
    private final DeployRequest request;
    private final ScriptWriter scripts;
    private final Console console;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    @CheckForNull
    private RemoteScript lock;

    Target(SshConnection connection, DeployRequest request, String mark, Console console) {
        this.connection = connection;
        this.request = request;
        this.scripts = new ScriptWriter(request, mark);
        this.console = console;
    }

    /** Runs a phase for the new version and returns what it told. */
    RemoteOutput run(Phase phase) throws InterruptedException {
        return run(phase, phase.title(), scripts.write(phase));
    }

    /** Runs a phase for another version, under a title of its own. */
    RemoteOutput run(Phase phase, String title, String imageTag, Map<String, String> values)
            throws InterruptedException {
        return run(phase, title, scripts.write(phase, imageTag, values));
    }

    /** Keeps other deployments away until this is closed. */
    void lock() throws InterruptedException {
        RemoteOutput output = output(Phase.LOCK.title());
        lock = connection.start(scripts.write(Phase.LOCK), request.limits().all(), output);
        output.await("locked", lock, request.limits().of(Phase.LOCK));
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    /** Returns phase to seconds it took so far. */
    Map<String, Double> seconds() {
        return Collections.unmodifiableMap(seconds);
    }

    private RemoteOutput run(Phase phase, String title, String text) throws InterruptedException {
        RemoteOutput output = output(title);
        long start = System.nanoTime();
        try (RemoteScript script = connection.start(text, request.limits().of(phase), output)) {
            requireSuccess(script.exitStatus(), output, phase);
            return output;
        } finally {
            seconds.put(title, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
        }
    }

    private void requireSuccess(int status, RemoteOutput output, Phase phase) {
        if (status == RemoteScript.LOST) {
            throw new PhaseFailedException("the connection broke");
        }
        if (status == RemoteScript.TIMED_OUT) {
            throw new PhaseFailedException(
                    "it did not end within " + request.limits().of(phase).toSeconds() + " s");
        }
        if (status != 0) {
            throw new PhaseFailedException(output.reason());
        }
    }

    private RemoteOutput output(String title) {
        return new RemoteOutput(scripts.mark(), console.named(title));
    }
}
