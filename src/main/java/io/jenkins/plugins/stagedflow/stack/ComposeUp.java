package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.compose.ComposeCommands;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Starts services of a compose project, again where what went wrong can pass. */
final class ComposeUp {
    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final int MOST_ATTEMPTS = 3;
    private static final Backoff PACE = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(4));
    // The background job starts services of the same project: where both create its network or a container at the same
    // moment, one is refused, and succeeds when it tries again. The rest is said by registries and networks.
    private static final List<String> PASSING = List.of(
            "already exists",
            "already in use by container",
            "is already in progress",
            "timeout",
            "timed out",
            "connection reset",
            "unexpected eof",
            "too many requests",
            "toomanyrequests",
            "bad gateway",
            "service unavailable",
            "temporary failure");

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ComposeCommands compose;

    ComposeUp(Host host, Console console, Timing timing, ComposeCommands compose) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.compose = compose;
    }

    /** Starts the given services with those they depend on, or all. */
    void run(String action, List<String> services) throws InterruptedException {
        run(action, compose.up(services));
    }

    /** Starts the given services; what they depend on and is not named has done its work and must not run again. */
    void runAlone(String action, List<String> services) throws InterruptedException {
        run(action, compose.upAlone(services));
    }

    private void run(String action, Command command) throws InterruptedException {
        CommandResult result = up(command);
        for (int attempt = 1; attempt < MOST_ATTEMPTS && canPass(result); attempt++) {
            console.line("Trying again, as that may pass");
            timing.sleeper().sleep(PACE.after(attempt));
            result = up(command);
        }
        result.orFail(action, "Correct what compose complains of");
    }

    private CommandResult up(Command command) throws InterruptedException {
        return host.run(command.toBuilder().timeLimit(TO_START).build(), console.named("compose"));
    }

    private static boolean canPass(CommandResult result) {
        String said = String.join("\n", result.lastLines()).toLowerCase(Locale.ROOT);
        return !result.isSuccess()
                && result.exitCode() != CommandResult.TIMED_OUT
                && PASSING.stream().anyMatch(said::contains);
    }
}
