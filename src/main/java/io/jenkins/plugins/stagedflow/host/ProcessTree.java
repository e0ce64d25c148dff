package io.jenkins.plugins.stagedflow.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and everything it started. */
record ProcessTree(Process root) {
    private static final long SECONDS_TO_END = 2;
    private static final String SETSID = "setsid";
    private static final boolean HAS_GROUPS =
            Programs.isExecutable(SETSID, System.getenv().getOrDefault("PATH", ""));

    /** Returns the arguments to start so that the process leads a group of its own, where the machine can do that. */
    static List<String> leading(List<String> arguments) {
        if (!HAS_GROUPS) {
            return arguments;
        }
        List<String> leading = new ArrayList<>(List.of(SETSID));
        leading.addAll(arguments);
        return leading;
    }

    /** Asks the whole tree to end, and kills what has not ended after a moment. */
    void killIfAlive() {
        if (root.isAlive()) {
            List<ProcessHandle> children = root.descendants().toList();
            signal("TERM");
            root.destroy();
            awaitEnd();
            signal("KILL");
            Stream.concat(children.stream(), root.descendants()).forEach(ProcessHandle::destroyForcibly);
            root.destroyForcibly();
        }
    }

    // A child whose parent has ended is no descendant any more, but it is still in the group.
    private void signal(String name) {
        if (HAS_GROUPS) {
            try {
                new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"-$2\" 2>/dev/null", "sh", name, "" + root.pid())
                        .start()
                        .waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            } catch (IOException | InterruptedException e) {
                root.destroyForcibly();
            }
        }
    }

    private void awaitEnd() {
        try {
            root.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
