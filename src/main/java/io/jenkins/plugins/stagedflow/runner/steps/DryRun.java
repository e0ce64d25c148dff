package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Steps that print what they would do, and do nothing. What they return is a stand-in, good for more printing. */
final class DryRun {
    private static final Set<String> WITH_BLOCK =
            Set.of("withCredentials", "withDockerContainer", "waitUntil", "timeout");
    private static final Set<String> DOING = Set.of(
            "sh",
            "readFile",
            "writeFile",
            "fileExists",
            "deleteDir",
            "stash",
            "unstash",
            "archiveArtifacts",
            "junit",
            "recordCoverage",
            "checkout",
            "input",
            "sleep");
    private static final int LONGEST = 160;

    private DryRun() {}

    /** Returns the step, or one that prints in its place. */
    static Step of(Step step, Set<String> operations) {
        String name = step.signature().name();
        if (WITH_BLOCK.contains(name)) {
            return new Printing(step.signature(), true, false);
        }
        return DOING.contains(name) || operations.contains(name)
                ? new Printing(step.signature(), false, operations.contains(name))
                : step;
    }

    private record Printing(Signature signature, boolean hasBlock, boolean isOperation) implements Step {
        @Override
        public void start(StepCall call) {
            call.context().console().line("would run: " + signature.name() + " " + text(call.arguments()));
            if (hasBlock) {
                call.runBody(call.context());
            } else {
                call.succeed(isOperation ? new DryResult(signature.name()) : value(call.arguments()));
            }
        }

        @CheckForNull
        private Object value(Arguments arguments) {
            return switch (signature.name()) {
                case "sh" ->
                    arguments.flag("returnStatus", false)
                            ? (Object) 0
                            : arguments.flag("returnStdout", false) ? "output" : null;
                case "readFile" -> "";
                case "fileExists" -> false;
                case "checkout" -> Map.of();
                case "junit" -> Map.of("totalCount", 0, "failCount", 0, "skipCount", 0, "passCount", 0);
                default -> null;
            };
        }

        private static String text(Arguments arguments) {
            return arguments.all().entrySet().stream()
                    .map(argument -> argument.getKey() + ": " + text(argument.getValue()))
                    .collect(Collectors.joining(", "));
        }

        private static String text(Object value) {
            if (value instanceof Symbol symbol) {
                return symbol.name() + symbol.values();
            }
            if (value instanceof Collection<?> list) {
                return list.stream().map(Printing::text).collect(Collectors.joining(", ", "[", "]"));
            }
            String line = String.valueOf(value).strip().replaceAll("\\s*\\R\\s*", "; ");
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
        }
    }
}
