package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.JobStatus;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.time.Instant;

/** Brings manifests into the state directory; a file there has been verified. */
final class ManifestFetch {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final HostPath directory;

    ManifestFetch(Host host, Console console, Timing timing, BootState state) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.directory = state.manifests();
    }

    /** Returns the name of the work: the place in the request, from 1, and the end of the address. */
    static String name(int place, ManifestSource source) {
        return "%02d-%s".formatted(place, source.name());
    }

    /**
     * Fetches one.
     *
     * @throws OperationFailedException if it cannot be had or is not what was expected; nothing is stored then
     */
    FetchedManifest fetch(String name, ManifestSource source, Deadline deadline) throws InterruptedException {
        Instant start = timing.clock().instant();
        host.files().createDirectories(directory);
        LogFile log = new LogFile(host, directory.resolve(name + ".log"), console.named("manifest " + name));
        HostPath file = directory.resolve(name + ".yaml");
        byte[] content = logged(source, deadline, log);
        host.files().write(file, content, HostFiles.Access.OWNER);
        double seconds = Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
        log.console().line("%d bytes of %s are verified after %.1f s".formatted(content.length, source.url(), seconds));
        return new FetchedManifest(
                source.url().toString(),
                file.value(),
                source.sha256(),
                new BackgroundJob("manifest-" + name, log.path().value(), JobStatus.State.ENDED.name(), 0, seconds));
    }

    private byte[] logged(ManifestSource source, Deadline deadline, LogFile log) throws InterruptedException {
        try {
            return new VerifiedDownload(host, log.console(), timing)
                    .verified(Download.manifest(source.url(), source.sha256()), deadline);
        } catch (OperationFailedException e) {
            log.console().line(String.valueOf(e.getMessage()));
            throw e;
        }
    }
}
