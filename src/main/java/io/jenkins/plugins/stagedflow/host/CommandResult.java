package io.jenkins.plugins.stagedflow.host;

import java.time.Duration;
import java.util.List;

/**
 * How a process ended.
 *
 * @param command what was run
 * @param exitCode its exit status; {@link #TIMED_OUT} if it was killed at its time limit
 * @param output standard output if the command asked for it, else empty
 * @param lastLines the last lines of both outputs, secrets masked, for messages
 * @param took how long it ran
 */
public record CommandResult(Command command, int exitCode, String output, List<String> lastLines, Duration took) {
    /** The exit status reported for a process that was killed at its time limit, as coreutils' {@code timeout} has it. */
    public static final int TIMED_OUT = 124;

    private static final int LINES_IN_A_REASON = 3;

    /** Returns whether the process ended with status 0. */
    public boolean isSuccess() {
        return exitCode == 0;
    }

    /**
     * Returns this result if the process succeeded.
     *
     * @param action what was tried, as in "push frontend"; begins the message
     * @param remedy what the user can do
     * @throws OperationFailedException otherwise
     */
    public CommandResult orFail(String action, String remedy) {
        if (!isSuccess()) {
            throw new OperationFailedException(action, reason(), remedy);
        }
        return this;
    }

    /** Returns why the process failed: its exit status and the last lines it printed. */
    public String reason() {
        String ending = exitCode == TIMED_OUT
                ? "'%s' did not end within %d s"
                        .formatted(command, command.timeLimit().toSeconds())
                : "'%s' exited with status %d".formatted(command, exitCode);
        List<String> said = lastLines.subList(Math.max(0, lastLines.size() - LINES_IN_A_REASON), lastLines.size());
        return said.isEmpty() ? ending : ending + " (" + String.join(" / ", said) + ")";
    }
}
