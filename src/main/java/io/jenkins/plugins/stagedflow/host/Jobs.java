package io.jenkins.plugins.stagedflow.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Supervised jobs of a host: long work in a session of its own that outlives who started it. Output, process id,
 * heartbeat and exit status of each are files in a directory of its own, so that whoever comes later, also from
 * another process, attaches to it.
 */
public final class Jobs {
    private static final Duration TO_START = Duration.ofSeconds(20);
    // Nor has a job the marks of what ends with the step that started it.
    private static final String LAUNCH = "unset STAGED_FLOW_PROCESS STAGED_FLOW_STEP; "
            + "setsid /bin/sh \"$1/job.sh\" \"$@\" </dev/null >/dev/null 2>\"$1/launch\" & exit 0";

    private final Host host;
    private final HostPath directory;
    private final Timing timing;

    /** Creates the view on the jobs kept in the given directory. */
    public Jobs(Host host, HostPath directory, Timing timing) {
        this.host = host;
        this.directory = directory;
        this.timing = timing;
    }

    /**
     * Starts the command as a job, unless there is one with that key: then that one is returned, running or ended.
     *
     * @throws OperationFailedException if the job cannot be started
     */
    public Job startOrAttach(JobKey key, Command command) throws InterruptedException {
        host.files().createDirectories(directory);
        HostPath home = directory.resolve(key.value());
        if (host.files().createDirectory(home)) {
            launch(key, home, command);
        }
        return job(key);
    }

    /** Returns the job with that key if there is one. */
    public Optional<Job> find(JobKey key) {
        return host.files().exists(directory.resolve(key.value())) ? Optional.of(job(key)) : Optional.empty();
    }

    /** Returns all jobs of the directory. */
    public List<Job> all() {
        return host.files().exists(directory)
                ? host.files().list(directory).stream()
                        .map(JobKey::new)
                        .map(this::job)
                        .toList()
                : List.of();
    }

    private Job job(JobKey key) {
        return new Job(key, directory.resolve(key.value()), host, timing);
    }

    private void launch(JobKey key, HostPath home, Command command) throws InterruptedException {
        try {
            host.files().write(home.resolve("job.sh"), script(), HostFiles.Access.OWNER_EXECUTABLE);
            host.run(launcher(home, command), Console.silent())
                    .orFail("start the job " + key, "Check that the host has sh and setsid");
            awaitStart(key, home);
        } catch (OperationFailedException e) {
            // A directory without a process would be taken for a job that died.
            host.files().delete(home);
            throw e;
        }
    }

    private static Command launcher(HostPath home, Command command) {
        String seconds = Long.toString(Math.max(1, command.timeLimit().toSeconds()));
        Command.Builder launcher = Command.of("/bin/sh", "-c", LAUNCH, "job", home.value(), seconds)
                .arguments(command.arguments())
                .environment(command.environment())
                // Jenkins ends at the end of a build whatever carries its cookie; a job is ended by who started it.
                .environment("JENKINS_NODE_COOKIE", "")
                .timeLimit(TO_START);
        command.secretEnvironment().forEach(launcher::environment);
        command.directory().ifPresent(launcher::directory);
        return launcher.build();
    }

    private void awaitStart(JobKey key, HostPath home) throws InterruptedException {
        HostPath started = home.resolve("pid");
        timing.poll(timing.deadline(TO_START), Backoff.WATCHING, () -> Optional.of(started)
                        .filter(host.files()::exists))
                .orElseThrow(() -> new OperationFailedException(
                        "start the job " + key, "it left no process id in " + home + launchError(home), ""));
    }

    private String launchError(HostPath home) {
        HostPath error = home.resolve("launch");
        return host.files().exists(error) ? " (" + host.files().read(error).strip() + ")" : "";
    }

    private static byte[] script() {
        try (InputStream script = Jobs.class.getResourceAsStream("job.sh")) {
            return script == null ? new byte[0] : script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
