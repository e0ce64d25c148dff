package io.jenkins.plugins.stagedflow.git;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.Locale;

/** Turns failures of git remotes into sentences. */
public final class GitFailure {
    private GitFailure() {}

    /** Returns the failure of an action. */
    public static OperationFailedException of(String action, Exception e, Console console) {
        String reason = console.masked(reason(e));
        return new OperationFailedException(action, reason, remedy(reason), e instanceof RuntimeException ? e : null);
    }

    /** Returns what the exception and what is behind it say, on one line. */
    public static String reason(Throwable e) {
        StringBuilder reason = new StringBuilder(words(e));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            String words = words(cause);
            if (reason.indexOf(words) < 0) {
                reason.append(": ").append(words);
            }
        }
        return reason.toString().strip().replaceAll("\\s*\\p{Cntrl}+\\s*", " / ");
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String remedy(String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("not authorized") || words.contains("authentication") || words.contains("not permitted")) {
            return "Check 'gitLogin' and that it may create tags there";
        }
        return words.contains("not found") ? "Check 'remote' and that the login may see it" : "";
    }
}
