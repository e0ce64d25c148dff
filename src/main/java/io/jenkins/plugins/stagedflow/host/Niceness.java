package io.jenkins.plugins.stagedflow.host;

import java.util.ArrayList;
import java.util.List;

/** How a process of low priority is started. */
public final class Niceness {
    // Linux may share out its time by session first: the session is made nice too, if it is that of the process alone.
    // https://man7.org/linux/man-pages/man7/sched.7.html ("The autogroup feature")
    private static final String SCRIPT = """
            { read -r pid name state parent group session rest </proc/$$/stat; } 2>/dev/null
            if [ "${session:-}" = $$ ]; then echo 15 2>/dev/null >/proc/$$/autogroup; fi
            if command -v nice >/dev/null 2>&1; then exec nice -n 15 "$@"; fi
            exec "$@"
            """;

    private Niceness() {}

    /** Returns what starts program and arguments as the command wants it; the process and its exit status are theirs. */
    public static List<String> apply(Command command, List<String> arguments) {
        if (!command.isLowPriority()) {
            return arguments;
        }
        List<String> nice = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        nice.addAll(arguments);
        return nice;
    }
}
