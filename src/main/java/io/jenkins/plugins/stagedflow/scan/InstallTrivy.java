package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.HttpGet;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Installs Trivy into the cache of a host, once: others that want the same wait, and find it.
 *
 * @param program what to install
 * @param cache where to keep it
 */
record InstallTrivy(TrivyProgram program, HostPath cache) implements HostTask<String> {
    private static final String NAME = "trivy";
    private static final Duration TO_WAIT = Duration.ofMinutes(15);
    private static final Duration TO_FETCH = Duration.ofMinutes(10);
    private static final long MOST_BYTES = 512L * 1024 * 1024;
    private static final int MOST_ATTEMPTS = 4;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /**
     * Returns the path of the program.
     *
     * @throws OperationFailedException if it cannot be had or is not the one that is expected; nothing stays then
     */
    @Override
    public String run(Console console) throws InterruptedException {
        URI url = program.archive(System.getProperty("os.arch", ""));
        Path directory = Path.of(cache.value(), program.directory());
        Path installed = directory.resolve(NAME);
        try {
            return CacheLock.holding(directory, TO_WAIT, () -> {
                if (!Files.isExecutable(installed)) {
                    install(url, directory, installed, console);
                }
                return installed.toString();
            });
        } catch (IOException e) {
            throw failure(url, String.valueOf(e.getMessage()));
        }
    }

    private void install(URI url, Path directory, Path installed, Console console)
            throws IOException, InterruptedException {
        console.line("Installing Trivy " + program.version() + " from " + url + " (once)");
        Path work = Files.createTempDirectory(directory, "new-");
        try {
            Path archive = work.resolve("archive");
            fetch(url, archive, console);
            requireSum(url, ChecksumFile.sum(archive));
            if (!TarEntry.extract(archive, NAME, work.resolve(NAME))) {
                throw failure(url, "the archive has no file 'trivy'");
            }
            Files.setPosixFilePermissions(work.resolve(NAME), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(work.resolve(NAME), installed, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private void fetch(URI url, Path archive, Console console) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            String problem = attempted(url, archive);
            if (problem.isEmpty()) {
                return;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw failure(url, problem + " (after " + attempt + " attempts)");
            }
            console.line("Trivy could not be fetched (" + problem + "), trying again");
            Thread.sleep(Backoff.RETRY.after(attempt).toMillis());
        }
    }

    // Returns what may be over the next time, or an empty text when the archive is there.
    private String attempted(URI url, Path archive) throws InterruptedException {
        boolean secure = "https".equals(url.getScheme());
        try {
            int status = new HttpGet(url, TO_FETCH, secure, Optional.empty())
                    .save(archive, MOST_BYTES)
                    .status();
            if (status == OK) {
                return "";
            }
            if (status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS) {
                return "the server answered " + status;
            }
            throw failure(url, "the server answered " + status);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void requireSum(URI url, String actual) {
        if (!actual.equals(program.sha256())) {
            throw failure(
                    url,
                    "its SHA-256 is " + actual + ", but " + program.sha256()
                            + " was expected, so it was not installed");
        }
    }

    private OperationFailedException failure(URI url, String reason) {
        return new OperationFailedException(
                "install Trivy " + program.version() + " from " + url,
                reason,
                "Name a mirror that has it as trivyUrl and the SHA-256 of its archive as trivySha256, or put Trivy on"
                        + " the PATH of the host");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
