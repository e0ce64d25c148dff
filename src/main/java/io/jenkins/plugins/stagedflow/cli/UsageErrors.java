package io.jenkins.plugins.stagedflow.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one sentence what of the command line was not understood. */
final class UsageErrors implements IParameterExceptionHandler {
    static final int BAD_USAGE = 2;

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(e) + " See '" + name + " --help'.");
        return BAD_USAGE;
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return "does not know " + quoted(unmatched.getUnmatched()) + ".";
        }
        String text =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        return text.endsWith(".") ? text : text + ".";
    }

    // Only the first: what follows an unknown option is its value, which may be something to keep to oneself.
    private static String quoted(List<String> unmatched) {
        return "'" + unmatched.get(0).replaceFirst("=.*", "=...") + "'";
    }
}
