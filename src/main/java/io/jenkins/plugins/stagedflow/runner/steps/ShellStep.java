package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** {@code sh}: a script of the shell, which says what it does and ends at the first failure unless it has a first line of its own. */
final class ShellStep implements Step {
    // Only the steps around it limit the time of a script.
    private static final Duration UNLIMITED = Duration.ofDays(365);

    @Override
    public Signature signature() {
        return Signature.of("sh").sole("script").also("returnStdout", "returnStatus", "label", "encoding");
    }

    @Override
    public void start(StepCall call) {
        Arguments arguments = call.arguments();
        String script = arguments.text("script");
        if (arguments.flag("returnStdout", false) && arguments.flag("returnStatus", false)) {
            throw arguments.refusal("returnStatus", true, "not to be set together with returnStdout");
        }
        Encodings.requireUtf8(arguments);
        call.context().workspace("sh");
        call.onWorker(() -> value(arguments, run(call.context(), script, arguments.flag("returnStdout", false))));
    }

    @CheckForNull
    private static Object value(Arguments arguments, CommandResult result) {
        if (arguments.flag("returnStatus", false)) {
            return result.exitCode();
        }
        if (!result.isSuccess()) {
            throw new StepFailure("script returned exit code " + result.exitCode());
        }
        return arguments.flag("returnStdout", false) ? result.output() : null;
    }

    private static CommandResult run(Context context, String script, boolean captured) throws InterruptedException {
        LocalHost host = context.host("sh");
        HostPath file = context.temporary("sh").resolve("script-" + Long.toHexString(System.nanoTime()) + ".sh");
        HostFiles files = host.files();
        files.write(file, script.getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER_EXECUTABLE);
        try {
            Command.Builder command =
                    ContainerCommand.in(context, shell(script, file, captured)).timeLimit(UNLIMITED);
            return host.run((captured ? command.captured() : command).build(), context.console());
        } finally {
            files.delete(file);
        }
    }

    // Both outputs in one keep the order in which the script wrote them.
    private static List<String> shell(String script, HostPath file, boolean captured) {
        String run = script.startsWith("#!") ? "exec \"$1\"" : "exec sh -xe \"$1\"";
        return List.of("sh", "-c", captured ? run : run + " 2>&1", "sh", file.value());
    }
}
