package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.time.Duration;
import java.util.List;

/** Trivy's databases in a cache directory: each is fetched once, before or between scans, never by a scan itself. */
final class Databases {
    private static final Duration TO_FETCH = Duration.ofMinutes(15);

    private final Host host;
    private final Trivy trivy;
    private final HostPath cache;
    private final ScanRequest request;
    private boolean hasJava;

    Databases(Host host, Trivy trivy, HostPath cache, ScanRequest request) {
        this.host = host;
        this.trivy = trivy;
        this.cache = cache;
        this.request = request;
    }

    /** Returns the cache directory that scans share. */
    HostPath cache() {
        return cache;
    }

    /** Brings the vulnerability database up to date if the scan needs it. */
    void fetch(Console console) throws InterruptedException {
        if (request.scanners().contains(Scanner.VULN)) {
            fetch("vulnerability", "--download-db-only", "--db-repository", request.dbRepositories(), console);
            requireContent("vulnerability", cache.resolve("db/trivy.db"));
        }
    }

    /** Fetches the database of Java archives for the first image that holds one; the others wait for it. */
    synchronized void fetchJava(Console console) throws InterruptedException {
        if (!hasJava) {
            fetch("Java", "--download-java-db-only", "--java-db-repository", request.javaDbRepositories(), console);
            requireContent("Java", cache.resolve("java-db/trivy-java.db"));
            hasJava = true;
        }
    }

    private void fetch(String name, String only, String option, List<String> repositories, Console console)
            throws InterruptedException {
        Command.Builder command = trivy.command("image", only, "--no-progress", "--cache-dir", cache.value());
        repositories.forEach(repository -> command.arguments(option, repository));
        CommandResult fetched = host.run(command.timeLimit(TO_FETCH).build(), console.named("database"));
        if (!fetched.isSuccess()) {
            throw failure(name, fetched.reason());
        }
    }

    // An empty database knows no vulnerability: every image would pass.
    private void requireContent(String name, HostPath file) {
        if (!host.files().exists(file) || host.files().size(file) == 0) {
            throw failure(name, "Trivy fetched it, but " + file + " is missing or empty");
        }
    }

    private OperationFailedException failure(String name, String reason) {
        return new OperationFailedException(
                "fetch Trivy's " + name + " database from " + source(name),
                reason,
                "Check the network of the host, name a mirror it can reach as "
                        + ("Java".equals(name) ? "javaDbRepositories" : "dbRepositories")
                        + ", or scan without a database by scanners secret and misconfig");
    }

    private String source(String name) {
        List<String> repositories = "Java".equals(name) ? request.javaDbRepositories() : request.dbRepositories();
        return repositories.isEmpty() ? "its default repositories" : String.join(", ", repositories);
    }
}
