package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Collection;
import java.util.List;

/** What Trivy says when it fails, shortened to what a person wants to know. */
final class TrivyOutput {
    private static final int LINES_IN_A_REASON = 3;
    private static final int KILLED = 137;

    // That it does what we ask it for, the first with the word ERROR.
    private static final List<String> SAYS_NOTHING = List.of(
            "Falling back to embedded checks",
            "No downloadable checks were loaded as --skip-check-update is enabled",
            "If your scanning is slow, please try",
            "for faster secret detection");

    private TrivyOutput() {}

    /** Returns a console that leaves out the lines that look like a problem or an advice and are none; it masks what the other does. */
    static Console shown(Console console, Collection<Secret> secrets) {
        return Console.to(line -> {
                    if (SAYS_NOTHING.stream().noneMatch(line::contains)) {
                        console.line(line);
                    }
                })
                .masking(secrets);
    }

    /** Returns how Trivy ended, and the end of what it said. */
    static String reason(CommandResult ended) {
        String lines = lastLines(ended);
        return ending(ended) + (lines.isEmpty() ? "" : " (" + lines + ")");
    }

    /** Returns the end of what it said in one line. */
    static String lastLines(CommandResult ended) {
        List<String> lines = ended.lastLines();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES_IN_A_REASON), lines.size()))
                .replace('\t', ' ');
    }

    private static String ending(CommandResult ended) {
        return ended.exitCode() == KILLED
                ? "Trivy was killed (status 137), as by hand or for want of memory"
                : "Trivy exited with status " + ended.exitCode();
    }
}
