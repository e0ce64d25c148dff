package io.jenkins.plugins.stagedflow.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.compose.ComposeProgram;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.Jobs;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The directory in which a flow keeps its jobs, its login and the handle of its boot. */
public final class BootState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Host host;
    private final HostPath directory;
    private final Jobs jobs;
    private final Timing timing;

    /** Creates the view on a directory of the host, which need not be there yet. */
    public BootState(Host host, String directory, Timing timing) {
        this.host = host;
        this.directory = host.directory().resolve(directory);
        this.timing = timing;
        this.jobs = new Jobs(host, this.directory.resolve("jobs"), timing);
    }

    /** Returns the directory. */
    public HostPath directory() {
        return directory;
    }

    /** Returns the jobs of the flow. */
    public Jobs jobs() {
        return jobs;
    }

    /** Returns the directory of the verified manifests, each named by its place in the request and its address. */
    public HostPath manifests() {
        return directory.resolve("manifests");
    }

    /** Returns the private {@code DOCKER_CONFIG} of the background work, whether it is there or not. */
    public HostPath login() {
        return directory.resolve("docker");
    }

    /** Returns the commands with the login of the flow, as long as there is one. */
    public ComposeCommands loggedIn(ComposeCommands compose) {
        return host.files().exists(login()) ? compose.with(DockerConfig.VARIABLE, login().value()) : compose;
    }

    /**
     * Returns the commands of the project by the compose program that was found first in this directory: to ask the host for
     * it takes a while each time.
     *
     * @throws OperationFailedException if the host has none; says what to install
     */
    public ComposeCommands compose(ComposeProject project) throws InterruptedException {
        Optional<ComposeProgram> known = host.files().exists(programFile())
                ? ComposeProgram.parse(host.files().read(programFile()))
                : Optional.empty();
        ComposeProgram program = known.isPresent() ? known.get() : ComposeProgram.find(host);
        return ComposeCommands.of(program, project, host);
    }

    /** Removes the login. Doing so twice is fine. */
    public void removeLogin() {
        host.files().delete(login());
    }

    /** Returns what the last boot left behind, if one came to its end. */
    public Optional<BootHandle> handle() {
        return host.files().exists(handleFile()) ? Optional.of(read()) : Optional.empty();
    }

    /**
     * Returns what the last boot left behind.
     *
     * @throws OperationFailedException if none came to its end
     */
    public BootHandle booted() {
        return handle().orElseThrow(() -> new OperationFailedException(
                "find what was booted",
                "no boot has come to its end with the state directory " + directory,
                "Run the boot first, with the same stateDirectory"));
    }

    /** Ends all jobs and removes everything of the boot but the logs it has kept. Doing so twice is fine. */
    public void clear() throws InterruptedException {
        removeLogin();
        for (Job job : jobs.all()) {
            job.remove();
        }
        List.of(directory.resolve("jobs"), manifests(), handleFile(), installer(), requestFile(), programFile(), turn())
                .forEach(host.files()::delete);
    }

    /** Lets other boots of the host go, if one that did not wait was never gone on with. Doing so twice is fine. */
    public void unlock() {
        new InstallLock(host, Console.silent(), timing, this, new K3sInstallation(host, this)).release();
    }

    /** Removes the directory if nothing is left in it. */
    public void removeIfEmpty() {
        if (host.files().exists(directory) && host.files().list(directory).isEmpty()) {
            host.files().delete(directory);
        }
    }

    /**
     * Makes way for a boot. One that was cut off is gone on with: its jobs stay if they run or succeeded. After a boot
     * that came to its end, or was asked for something else, the jobs start anew.
     */
    void begin(String request) throws InterruptedException {
        host.files().createDirectories(directory);
        boolean same = isSame(request);
        for (Job job : jobs.all()) {
            if (!same || isDone(job)) {
                job.remove();
            }
        }
        host.files().delete(handleFile());
        host.files().delete(manifests());
        host.files().write(requestFile(), request.getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }

    /** Returns whether the installer of that boot has been started, and the boot has not come to its end. */
    boolean isUnderWay(String request) {
        return isSame(request)
                && !host.files().exists(handleFile())
                && jobs.find(K3sInstaller.KEY).isPresent();
    }

    private boolean isSame(String request) {
        return host.files().exists(requestFile())
                && host.files().read(requestFile()).equals(request);
    }

    /** Writes down which compose program the flow uses. */
    void remember(ComposeProgram program) {
        host.files().write(programFile(), program.text().getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }

    void save(BootHandle handle) {
        try {
            host.files().write(handleFile(), JSON.writeValueAsBytes(handle), HostFiles.Access.OWNER);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns where the job with that key will put its output. */
    HostPath log(JobKey key) {
        return directory.resolve("jobs").resolve(key.value()).resolve("output");
    }

    /** Returns the directory that is there while services of the project are being started. */
    HostPath turn() {
        return directory.resolve("compose-up");
    }

    HostPath installer() {
        return directory.resolve("k3s-install.sh");
    }

    /** Keeps the log of a job that is about to be removed; returns the file. */
    HostPath keepLog(Job job) {
        return keep(job.log(), job.key() + ".log");
    }

    /** Keeps the logs of everything that is about to be removed. */
    void keepLogs() {
        jobs.all().forEach(this::keepLog);
        if (host.files().exists(manifests())) {
            host.files().list(manifests()).stream()
                    .filter(name -> name.endsWith(".log"))
                    .forEach(name -> keep(manifests().resolve(name), "manifest-" + name));
        }
    }

    private HostPath keep(HostPath log, String name) {
        HostPath kept = directory.resolve(name);
        if (host.files().exists(log)) {
            host.files().copy(log, kept, HostFiles.Access.OWNER);
        }
        return kept;
    }

    private boolean isDone(Job job) {
        return job.status().isOver()
                && (!job.status().isSuccess() || host.files().exists(handleFile()));
    }

    private BootHandle read() {
        try {
            return JSON.readValue(host.files().read(handleFile()), BootHandle.class);
        } catch (JsonProcessingException e) {
            throw new OperationFailedException(
                    "read " + handleFile(), "it is not what a boot writes", "Run the boot again", e);
        }
    }

    private HostPath handleFile() {
        return directory.resolve("boot.json");
    }

    private HostPath programFile() {
        return directory.resolve("compose.program");
    }

    private HostPath requestFile() {
        return directory.resolve("boot.request");
    }
}
