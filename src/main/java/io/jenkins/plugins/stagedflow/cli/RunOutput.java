package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.runner.context.BranchConsole;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * The console of a local run: lines of branches say which, each branch in a colour of its own where the terminal has
 * colours, and lines of the runner itself say so.
 */
final class RunOutput implements BranchConsole.Output {
    private static final String[] COLOURS = {"cyan", "yellow", "green", "magenta", "blue", "red"};

    private final PrintWriter out;
    private final Ansi ansi;
    private final Map<String, String> prefixes = new HashMap<>();

    RunOutput(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
        prefixes.put("", "");
    }

    @Override
    public synchronized void line(String branch, String text, boolean note) {
        String prefix = prefixes.computeIfAbsent(branch, this::prefix);
        out.println(prefix + (note ? dimmed("[Pipeline] ") : "") + text);
    }

    private String prefix(String branch) {
        String colour = COLOURS[(prefixes.size() - 1) % COLOURS.length];
        return painted("[" + branch + "] ", Ansi.Style.parse("fg(" + colour + ")"));
    }

    private String dimmed(String text) {
        return painted(text, Ansi.Style.faint);
    }

    // By hand, as a name may hold what Ansi would take for markup.
    private String painted(String text, Ansi.IStyle... styles) {
        return ansi.enabled() ? Ansi.Style.on(styles) + text + Ansi.Style.off(styles) : text;
    }
}
