package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.runner.context.BranchConsole;
import java.io.PrintWriter;

/** The console of a local run: lines of branches say which, lines of the runner itself say so. */
final class RunOutput implements BranchConsole.Output {
    private final PrintWriter out;

    RunOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void line(String branch, String text, boolean note) {
        String prefix = branch.isEmpty() ? "" : "[" + branch + "] ";
        out.println(prefix + (note ? "[Pipeline] " : "") + text);
    }
}
