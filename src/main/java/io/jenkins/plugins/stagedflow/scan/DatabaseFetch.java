package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Fetches a database with Trivy itself, which knows the proxies, certificates and logins of the host: from the first
 * repository that has it, again a little later where that may help.
 */
final class DatabaseFetch {
    private static final int MOST_ROUNDS = 4;
    private static final Backoff BETWEEN_ROUNDS = new Backoff(Duration.ofSeconds(2), 3, Duration.ofSeconds(30));
    private static final Duration TO_FETCH = Duration.ofMinutes(15);

    // The words of go-containerregistry and of Go for what may be over a moment later.
    private static final Pattern MAY_PASS = Pattern.compile(
            "(?i)\\b(429|5[0-9]{2}) |TOOMANYREQUESTS|too many requests|status code (429|5[0-9]{2})|unexpected EOF|"
                    + "connection reset|i/o timeout|TLS handshake timeout|deadline exceeded|BLOB_UNKNOWN");

    private final Host host;
    private final Timing timing;
    private final Trivy trivy;

    DatabaseFetch(Host host, Timing timing, Trivy trivy) {
        this.host = host;
        this.timing = timing;
        this.trivy = trivy;
    }

    /**
     * Fetches the database into a cache directory.
     *
     * @param repositories where it may be, in order; none for Trivy's own list
     * @throws OperationFailedException if none has it; names each and why
     */
    void fetch(DatabaseKind kind, List<String> repositories, HostPath staging, Console console)
            throws InterruptedException {
        List<String> left = new ArrayList<>(repositories.isEmpty() ? List.of("") : repositories);
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int round = 1; !left.isEmpty(); round++) {
            for (String repository : List.copyOf(left)) {
                CommandResult fetched = host.run(command(kind, repository, staging), console);
                if (fetched.isSuccess()) {
                    return;
                }
                reasons.put(named(repository), reason(fetched));
                if (!MAY_PASS.matcher(said(fetched)).find()) {
                    left.remove(repository);
                }
            }
            if (round == MOST_ROUNDS || left.isEmpty()) {
                break;
            }
            pause(kind, round, console);
        }
        throw failure(kind, reasons);
    }

    private void pause(DatabaseKind kind, int round, Console console) throws InterruptedException {
        Duration wait = BETWEEN_ROUNDS.after(round, ThreadLocalRandom.current().nextDouble());
        console.line("The %s database could not be fetched yet, trying again in %.1f s"
                .formatted(kind.label(), wait.toMillis() / 1000.0));
        timing.sleeper().sleep(wait);
    }

    private Command command(DatabaseKind kind, String repository, HostPath staging) {
        Command.Builder command = trivy.command("image", kind.only(), "--no-progress", "--cache-dir", staging.value());
        if (!repository.isEmpty()) {
            command.arguments(kind.repository(), repository);
        }
        return command.timeLimit(TO_FETCH).build();
    }

    private static String named(String repository) {
        return repository.isEmpty() ? "its default repositories" : repository;
    }

    private static String said(CommandResult fetched) {
        return String.join("\n", fetched.lastLines());
    }

    private static String reason(CommandResult fetched) {
        return fetched.exitCode() == CommandResult.TIMED_OUT
                ? "no whole database within " + TO_FETCH.toMinutes() + " min"
                : TrivyOutput.reason(fetched);
    }

    private static OperationFailedException failure(DatabaseKind kind, Map<String, String> reasons) {
        List<String> each = new ArrayList<>();
        reasons.forEach((repository, reason) -> each.add(reasons.size() == 1 ? reason : repository + ": " + reason));
        return new OperationFailedException(
                "fetch Trivy's " + kind.label() + " database from " + String.join(", ", reasons.keySet()),
                String.join("; ", each),
                "Check the network of the host, name a mirror it can reach as " + kind.field()
                        + ", bring the database yourself and name its directory as databaseDirectory,"
                        + " or scan without a database by scanners secret and misconfig");
    }
}
