package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.UserHome;
import java.time.Duration;
import java.util.UUID;

/**
 * The directory on a host where databases and programs are kept from scan to scan.
 *
 * @param host the host
 * @param directory the directory
 */
record ScanCache(Host host, HostPath directory) {
    private static final String RUN = "run-";
    private static final String FETCH = "fetch-";
    // No scan takes longer.
    private static final Duration LEFT_BEHIND = Duration.ofDays(2);

    /** Returns the named directory, or the user's cache directory if the name is empty. */
    static ScanCache of(Host host, String name) throws InterruptedException {
        String path = name.isEmpty() ? UserHome.caches(host) + "/staged-flow/trivy" : name;
        ScanCache cache = new ScanCache(host, host.directory().resolve(path));
        host.files().createDirectories(cache.directory);
        cache.removeLeftovers();
        return cache;
    }

    /** Returns a new directory for what one run links to. */
    HostPath directoryOfThisRun() {
        return temporary(RUN);
    }

    /** Returns a new directory on the file system of the cache. */
    HostPath temporary(String prefix) {
        HostPath fresh = directory.resolve(prefix + UUID.randomUUID());
        host.files().createDirectories(fresh);
        return fresh;
    }

    private void removeLeftovers() {
        host.files().list(directory).stream()
                .filter(name -> name.startsWith(RUN) || name.startsWith(FETCH))
                .map(directory::resolve)
                .filter(this::isLeftBehind)
                .forEach(host.files()::delete);
    }

    private boolean isLeftBehind(HostPath path) {
        try {
            return host.files().age(path).compareTo(LEFT_BEHIND) > 0;
        } catch (OperationFailedException e) {
            // Its owner has just removed it.
            return false;
        }
    }
}
