package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What a boot itself does at once: it brings k3s, and then starts its pulls, while it fetches the manifests and compose
 * looks at its files.
 */
final class BootWork {
    private static final String K3S = "k3s";

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final K3sBootRequest request;
    private final BootState state;
    private final ComposeCheck check;
    private final List<Job> jobs = new ArrayList<>();
    private final Map<String, FetchedManifest> manifests = new ConcurrentHashMap<>();
    private boolean reused;

    BootWork(Host host, Console console, Timing timing, K3sBootRequest request, BootState state, ComposeCheck check) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.request = request;
        this.state = state;
        this.check = check;
    }

    /**
     * Returns when all is done.
     *
     * @throws OperationFailedException if a part failed; names each that did
     */
    void run(K3sInstallation installation, InstallLock lock) throws InterruptedException {
        Map<String, ParallelWork.Work<Boolean>> work = new LinkedHashMap<>();
        work.put("compose files", check::run);
        work.put(K3S, () -> bringK3s(installation, lock));
        Deadline deadline = timing.deadline(request.timeout());
        names().forEach((name, source) -> work.put("manifest " + name, () -> fetch(name, source, deadline)));
        requireSuccess(ParallelWork.run(work, work.size()).values());
    }

    /** Returns the installation, if there was one, and the pulls into k3s. */
    List<Job> jobs() {
        return List.copyOf(jobs);
    }

    /** Returns whether a k3s that ran already is used. */
    boolean isReused() {
        return reused;
    }

    /** Returns what was fetched, in the order of the request. */
    List<FetchedManifest> manifests() {
        return names().keySet().stream().map(manifests::get).toList();
    }

    private boolean bringK3s(K3sInstallation installation, InstallLock lock) throws InterruptedException {
        K3sInstaller installer = new K3sInstaller(host, console, timing, check);
        Optional<Job> install = installer.install(request, state, installation, lock);
        reused = install.isEmpty();
        install.ifPresent(jobs::add);
        if (request.waits()) {
            jobs.addAll(new PrePull(console, state).start(request, installation));
        }
        return true;
    }

    private boolean fetch(String name, ManifestSource source, Deadline deadline) throws InterruptedException {
        manifests.put(name, new ManifestFetch(host, console, timing, state).fetch(name, source, deadline));
        return true;
    }

    private Map<String, ManifestSource> names() {
        Map<String, ManifestSource> names = new LinkedHashMap<>();
        List<ManifestSource> wanted = request.waits() ? request.manifests() : List.of();
        wanted.forEach(source -> names.put(ManifestFetch.name(names.size() + 1, source), source));
        return names;
    }

    private static void requireSuccess(Collection<Outcome<Boolean>> outcomes) {
        List<RuntimeException> failures = outcomes.stream()
                .map(Outcome::failure)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
            throw new OperationFailedException("boot", failures.size() + " parts failed. " + all, "");
        }
    }
}
