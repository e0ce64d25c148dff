package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dir}, {@code withEnv}, and the blocks that change nothing here: {@code script}, {@code timestamps}, … */
final class PlaceSteps {
    private PlaceSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.of(Signature.of("dir").sole("path").withBlock(), PlaceSteps::dir),
                Steps.of(Signature.of("withEnv").sole("overrides").withBlock(), PlaceSteps::withEnv),
                plain(Signature.of("timestamps")),
                plain(Signature.of("script")),
                plain(Signature.of("ansiColor").sole("colorMapName")));
    }

    private static Step plain(Signature signature) {
        return Steps.of(signature.withBlock(), call -> call.runBody(call.context()));
    }

    private static void dir(StepCall call) throws java.io.IOException {
        Path directory =
                call.context().directory("dir").resolve(call.arguments().text("path"));
        Files.createDirectories(directory);
        call.context().note("Running in " + directory);
        call.runBody(call.context().at(directory));
    }

    private static void withEnv(StepCall call) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String override : call.arguments().texts("overrides")) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new InvalidRequestException("withEnv", override, "texts of the form NAME=value");
            }
            variables.put(override.substring(0, equals), override.substring(equals + 1));
        }
        call.runBody(call.context().with(variables));
    }
}
