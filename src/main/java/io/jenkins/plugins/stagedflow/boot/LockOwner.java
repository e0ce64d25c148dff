package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;
import java.util.List;

/**
 * Who holds a lock.
 *
 * @param stateDirectory the directory of the flow
 * @param process the process its boot runs in
 * @param seconds how long that boot may take at most
 */
record LockOwner(String stateDirectory, HostProcess process, long seconds) implements Serializable {
    private static final int LINES = 4;

    /** Returns what {@link #text()} wrote. */
    static LockOwner parse(String text) {
        List<String> lines = text.lines().toList();
        return lines.size() == LINES
                ? new LockOwner(
                        lines.get(0), new HostProcess(number(lines, 1), number(lines, 2)), number(lines, LINES - 1))
                : new LockOwner("", HostProcess.NONE, 0);
    }

    /** Returns the owner in four lines. */
    String text() {
        return String.join(
                "\n",
                stateDirectory,
                Long.toString(process.id()),
                Long.toString(process.started()),
                Long.toString(seconds),
                "");
    }

    private static long number(List<String> lines, int index) {
        String line = lines.get(index);
        return line.matches("[0-9]{1,18}") ? Long.parseLong(line) : 0;
    }
}
