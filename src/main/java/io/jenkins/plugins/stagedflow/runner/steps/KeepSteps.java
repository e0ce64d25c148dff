package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code stash}, {@code unstash}, {@code archiveArtifacts} and {@code recordCoverage}: files that outlive their workspace. */
final class KeepSteps {
    private static final String NAME = "name";
    private static final String EXCLUDES = "excludes";
    private static final String STASHES = "stashes";

    private KeepSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.worker(
                        Signature.of("stash").sole(NAME).also("includes", EXCLUDES, "allowEmpty", "useDefaultExcludes"),
                        KeepSteps::stash),
                Steps.worker(Signature.of("unstash").sole(NAME), KeepSteps::unstash),
                Steps.worker(
                        Signature.of("archiveArtifacts")
                                .sole("artifacts")
                                .also(
                                        EXCLUDES,
                                        "allowEmptyArchive",
                                        "fingerprint",
                                        "onlyIfSuccessful",
                                        "defaultExcludes",
                                        "caseSensitive",
                                        "followSymlinks"),
                        KeepSteps::archive),
                Steps.worker(
                        Signature.of("recordCoverage")
                                .also(
                                        "tools",
                                        "id",
                                        NAME,
                                        "sourceCodeEncoding",
                                        "sourceCodeRetention",
                                        "sourceDirectories",
                                        "qualityGates",
                                        "skipPublishingChecks",
                                        "checksName",
                                        "checksAnnotationScope",
                                        "enabledForFailure",
                                        "failOnError",
                                        "ignoreParsingErrors",
                                        "skipSymbolicLinks",
                                        "scm"),
                        KeepSteps::coverage));
    }

    @CheckForNull
    private static Object coverage(StepCall call) {
        call.context()
                .console()
                .line("recordCoverage: Jenkins alone draws coverage and has gates for it; here the report is not read");
        return null;
    }

    @CheckForNull
    private static Object stash(StepCall call) {
        Arguments arguments = call.arguments();
        Path directory = call.context().directory("stash");
        List<Path> files = FilePattern.of(arguments.text("includes", "**"))
                .below(directory, FilePattern.of(arguments.text(EXCLUDES, "")));
        if (files.isEmpty() && !arguments.flag("allowEmpty", false)) {
            throw new StepFailure("No files included in stash '" + arguments.text(NAME) + "'");
        }
        FileCopies.copy(directory, files, place(call));
        call.context().console().line("Stashed " + files.size() + " file(s)");
        return null;
    }

    @CheckForNull
    private static Object unstash(StepCall call) {
        Path place = place(call);
        if (!Files.isDirectory(place)) {
            throw new StepFailure("No such saved stash '" + call.arguments().text(NAME) + "'");
        }
        FileCopies.copy(
                place,
                FilePattern.of("**").below(place, FilePattern.of("")),
                call.context().directory("unstash"));
        return null;
    }

    private static Path place(StepCall call) {
        String name = call.arguments().text(NAME);
        if (!name.matches("[A-Za-z0-9_.+@ -]+") || name.matches("\\.+")) {
            throw call.arguments().refusal(NAME, name, "a name of letters, digits and . _ + @ -");
        }
        return call.context().build().directory().resolve(STASHES).resolve(name);
    }

    @CheckForNull
    private static Object archive(StepCall call) {
        Arguments arguments = call.arguments();
        String pattern = arguments.text("artifacts");
        Path directory = call.context().directory("archiveArtifacts");
        call.context().console().line("Archiving artifacts");
        if (arguments.flag("onlyIfSuccessful", false) && call.context().build().result() != Result.SUCCESS) {
            call.context().console().line("Skipped archiving because the run is not successful");
            return null;
        }
        List<Path> files = FilePattern.of(pattern).below(directory, FilePattern.of(arguments.text(EXCLUDES, "")));
        if (files.isEmpty() && !arguments.flag("allowEmptyArchive", false)) {
            throw new StepFailure(
                    "No artifacts found that match the file pattern \"" + pattern + "\". Configuration error?");
        }
        FileCopies.copy(directory, files, call.context().build().artifacts());
        return null;
    }
}
