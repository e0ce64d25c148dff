package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code junit}: counts the tests of reports; failed ones make the run unstable. */
final class JUnitStep implements Step {
    @Override
    public Signature signature() {
        return Signature.of("junit")
                .sole("testResults")
                .also(
                        "allowEmptyResults",
                        "skipMarkingBuildUnstable",
                        "skipPublishingChecks",
                        "keepLongStdio",
                        "keepProperties",
                        "keepTestNames",
                        "healthScaleFactor",
                        "checksName",
                        "stdioRetention",
                        "skipOldReports");
    }

    @Override
    public void start(StepCall call) {
        call.onWorker(() -> counts(call));
    }

    private static Map<String, Integer> counts(StepCall call) {
        Arguments arguments = call.arguments();
        Path directory = call.context().directory("junit");
        call.context().console().line("Recording test results");
        List<Path> files = FilePattern.of(arguments.text("testResults")).below(directory, FilePattern.of(""));
        if (files.isEmpty() && !arguments.flag("allowEmptyResults", false)) {
            throw new StepFailure("No test report files were found. Configuration error?");
        }
        TestCounts counts = TestCounts.of(directory, files);
        FileCopies.copy(directory, files, call.context().build().directory().resolve("tests"));
        if (counts.failed() > 0) {
            failed(call, counts);
        }
        return counts(counts);
    }

    private static void failed(StepCall call, TestCounts counts) {
        String message = counts.failed() + " of " + counts.total() + " tests failed";
        call.context().console().line(message + ": " + String.join(", ", counts.names()));
        if (!call.arguments().flag("skipMarkingBuildUnstable", false)) {
            Outcomes.mark(call.context(), Result.UNSTABLE, Result.UNSTABLE, message);
        }
    }

    private static Map<String, Integer> counts(TestCounts counts) {
        Map<String, Integer> values = new LinkedHashMap<>();
        values.put("totalCount", counts.total());
        values.put("failCount", counts.failed());
        values.put("skipCount", counts.skipped());
        values.put("passCount", counts.total() - counts.failed() - counts.skipped());
        return values;
    }
}
