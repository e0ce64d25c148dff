package io.jenkins.plugins.stagedflow.runner.steps;

import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import io.jenkins.plugins.stagedflow.runner.library.Libraries;
import io.jenkins.plugins.stagedflow.runner.library.LoadedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code load}, {@code library}, {@code libraryResource}. */
final class CodeSteps {
    private CodeSteps() {}

    static List<Step> all(PipelineShell shell, Libraries libraries) {
        return List.of(
                Steps.of(Signature.of("load").sole("path"), call -> load(call, shell)),
                Steps.now(Signature.of("library").sole("identifier").also("changelog"), call -> {
                    libraries.load(call.arguments().text("identifier"));
                    return new LoadedClasses(shell, "", "");
                }),
                Steps.now(
                        Signature.of("libraryResource").sole("resource").also("encoding"),
                        call -> libraries.resource(call.arguments().text("resource"), Encodings.of(call.arguments()))));
    }

    private static void load(StepCall call, PipelineShell shell) {
        Path file = call.context().directory("load").resolve(call.arguments().text("path"));
        Script script = shell.parse(text(file), className(file));
        call.runScript(call.context(), script);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StepFailure("load: " + file + " cannot be read");
        }
    }

    private static String className(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.groovy$", "");
        return name.replaceAll("\\W", "_").replaceFirst("^(?=\\d)", "_");
    }
}
