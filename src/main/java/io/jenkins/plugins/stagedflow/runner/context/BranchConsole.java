package io.jenkins.plugins.stagedflow.runner.context;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Mask;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Collection;

/**
 * The console of a run, whose lines say which branch they are of.
 *
 * @param output where the lines go
 * @param branch the innermost branch, or an empty text
 * @param prefix what stands before each line
 * @param mask the secrets that are known
 */
public record BranchConsole(Output output, String branch, String prefix, Mask mask) implements Console {
    /** Returns a console outside of every branch. */
    public static BranchConsole to(Output output) {
        return new BranchConsole(output, "", "", Mask.nothing());
    }

    /** Returns this in a branch. */
    public BranchConsole branch(String name) {
        return new BranchConsole(output, name, prefix, mask);
    }

    @Override
    public void line(String text) {
        if (text.isEmpty()) {
            output.line(branch, prefix, false);
        }
        masked(text).lines().forEach(line -> output.line(branch, prefix + line, false));
    }

    /** Prints a line of the runner itself. */
    void note(String text) {
        output.line(branch, masked(text), true);
    }

    @Override
    public Console named(String name) {
        return new BranchConsole(output, branch, prefix + "[" + name + "] ", mask);
    }

    @Override
    public BranchConsole masking(Collection<Secret> secrets) {
        return new BranchConsole(output, branch, prefix, mask.with(secrets));
    }

    @Override
    public String masked(String text) {
        return mask.apply(text);
    }

    /** Where lines go; several threads may use it at once. */
    @FunctionalInterface
    public interface Output {
        /**
         * Prints a line.
         *
         * @param branch the branch it is of, or an empty text
         * @param note whether it is of the runner itself
         */
        void line(String branch, String text, boolean note);
    }
}
