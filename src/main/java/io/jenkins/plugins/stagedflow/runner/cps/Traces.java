package io.jenkins.plugins.stagedflow.runner.cps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where in the scripts a failure came from: a step fails on another thread, whose trace says nothing of the scripts. */
public final class Traces {
    private Traces() {}

    /** Returns whether an element of a trace is in a script of the pipeline. */
    public static boolean isOfScript(StackTraceElement element) {
        String file = element.getFileName();
        return element.getLineNumber() > 0
                && file != null
                && !file.endsWith(".java")
                && !element.getClassName().startsWith("org.codehaus.groovy");
    }

    /** Puts the place of the call before the trace of a failure that says nothing of the scripts yet. */
    static void addTo(Throwable failure, List<StackTraceElement> call) {
        StackTraceElement[] own = failure.getStackTrace();
        if (Arrays.stream(own).noneMatch(Traces::isOfScript)) {
            List<StackTraceElement> all = new ArrayList<>(call);
            all.addAll(Arrays.asList(own));
            failure.setStackTrace(all.toArray(StackTraceElement[]::new));
        }
    }
}
