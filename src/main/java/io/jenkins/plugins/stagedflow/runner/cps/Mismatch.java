package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;

/**
 * CPS code called where only ordinary code can be, such as a step in a closure that Groovy itself calls. Jenkins warns and
 * then goes wrong; here the run ends.
 *
 * @see <a href="https://www.jenkins.io/redirect/pipeline-cps-method-mismatches/">Pipeline CPS method mismatches</a>
 */
final class Mismatch {
    private Mismatch() {}

    static void refuse(
            @CheckForNull Object expectedReceiver,
            String expectedMethod,
            @CheckForNull Object actualReceiver,
            String actualMethod) {
        throw new StepFailure("expected to call " + named(expectedReceiver, expectedMethod)
                + " but wound up catching " + named(actualReceiver, actualMethod)
                + ": Jenkins does not call steps or methods with steps in them from there; see"
                + " https://www.jenkins.io/redirect/pipeline-cps-method-mismatches/");
    }

    private static String named(@CheckForNull Object receiver, String method) {
        if (receiver == null) {
            return method;
        }
        Class<?> type = receiver instanceof Class<?> itself ? itself : receiver.getClass();
        return type.getName() + "." + method;
    }
}
