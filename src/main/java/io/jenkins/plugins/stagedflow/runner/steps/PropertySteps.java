package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.util.ArrayList;
import java.util.List;

/** {@code properties}: of those, parameters get their default values; the others are about jobs and change nothing here. */
final class PropertySteps {
    private PropertySteps() {}

    static List<Step> all() {
        List<Step> steps = new ArrayList<>(Symbol.steps());
        steps.add(Steps.now(Signature.of("properties").sole("properties"), PropertySteps::properties));
        return steps;
    }

    @CheckForNull
    private static Object properties(StepCall call) {
        for (Symbol property : Symbol.list(call.arguments(), "properties")) {
            if (property.name().equals("parameters")) {
                Object definitions = property.values()
                        .getOrDefault("value", property.values().getOrDefault("parameterDefinitions", List.of()));
                ParameterValues.define(call.context().build(), Symbol.list("parameters", definitions));
            }
        }
        return null;
    }
}
