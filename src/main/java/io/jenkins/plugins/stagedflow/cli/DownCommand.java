package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import io.jenkins.plugins.stagedflow.stack.StackDownResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow down}: takes down what {@code boot} and {@code ready} brought up. */
@Command(
        name = "down",
        description =
                "Removes what 'boot' and 'ready' started, and nothing else: background jobs, the login, containers with"
                        + " their volumes, the kubeconfig and the copies of files, k3s where asked. Doing so twice is fine.",
        footer = {"", "Example:", "  staged-flow down --project-directory . --k3s"})
final class DownCommand extends StepCommand<StackDownResult> {
    @Mixin
    private ComposeOptions compose;

    @Option(names = "--k3s", description = "Uninstall k3s too, if this flow installed it.")
    private boolean k3s;

    @Override
    StackDownResult run(Machine machine) throws InterruptedException {
        StackDownRequest request = StackDownRequest.of(machine.state().value());
        request = compose.named().map(request::with).orElse(request);
        return new StackDown(machine.host(), machine.console(), machine.timing())
                .run(k3s ? request.withK3s() : request);
    }

    @Override
    String text(StackDownResult result) {
        return "removed %d containers, %d background jobs and %d files%s"
                .formatted(
                        result.containers().size(),
                        result.jobs().size(),
                        result.files().size(),
                        result.k3sUninstalled() ? ", uninstalled k3s" : "");
    }
}
