package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import java.time.Duration;
import java.util.List;

/**
 * What a container has printed on both outputs, line by line with timestamps: the end of it, as much as the limits allow.
 * The engine is asked directly: its format is the same whichever compose is there, and of fixed width up to the message.
 */
final class ContainerLog {
    // The pipe cuts on the host: what a chatty service logged in hours need not travel nor fit into memory.
    private static final String TAIL = "docker logs --timestamps --tail \"$2\" -- \"$3\" 2>&1 | tail -c \"$1\"";
    private static final Duration TO_ANSWER = Duration.ofMinutes(1);

    private final Host host;
    private final int mostBytes;
    private final int mostLines;

    ContainerLog(Host host, int mostBytes, int mostLines) {
        this.host = host;
        this.mostBytes = mostBytes;
        this.mostLines = mostLines;
    }

    /** Returns the last lines; the first says so where earlier ones were left out for their size. */
    List<String> of(String container) throws InterruptedException {
        CommandResult answer = host.run(
                Command.of("/bin/sh", "-c", TAIL, "log")
                        .arguments(Integer.toString(mostBytes), Integer.toString(mostLines), container)
                        .captured()
                        .timeLimit(TO_ANSWER)
                        .build(),
                Console.silent());
        return LimitedLines.of(answer.output(), mostBytes);
    }
}
