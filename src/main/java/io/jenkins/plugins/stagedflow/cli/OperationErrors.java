package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.scan.FindingsException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells in one sentence why a command failed, and chooses the exit status. */
final class OperationErrors implements IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int FINDINGS = 3;
    static final int INTERRUPTED = 130;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(e));
        if (isVerbose(command)) {
            e.printStackTrace(command.getErr());
        }
        return exitCode(e);
    }

    static String sentence(Exception e) {
        if (e instanceof InvalidRequestException || e instanceof OperationFailedException) {
            return String.valueOf(e.getMessage());
        }
        return e instanceof InterruptedException
                ? "Interrupted; what was started is ended."
                : "Something unexpected happened (" + e + "); run again with --verbose and report what it prints.";
    }

    /** Returns whether a value was refused, so that nothing was touched. */
    static boolean isUsage(Exception e) {
        return e instanceof InvalidRequestException;
    }

    private static int exitCode(Exception e) {
        if (isUsage(e)) {
            return UsageErrors.BAD_USAGE;
        }
        if (e instanceof FindingsException) {
            return FINDINGS;
        }
        return e instanceof InterruptedException ? INTERRUPTED : FAILED;
    }

    private static boolean isVerbose(CommandLine command) {
        return command.getCommand() instanceof StepCommand<?> step && step.isVerbose();
    }
}
