package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogs;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogsRequest;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogsResult;
import io.jenkins.plugins.stagedflow.stack.CollectedFile;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code staged-flow logs}: the step {@code collectStackLogs}. */
@Command(
        name = "logs",
        description =
                "Collects what the services of the stack logged, a file each and all of them in the order of time, the state"
                        + " of the containers, the logs of background jobs, and the events, pods and nodes of the cluster.",
        footer = {"", "Example:", "  staged-flow logs --project-directory . --output logs"})
final class LogsCommand extends StepCommand<CollectStackLogsResult> {
    private static final int MEBIBYTE = 1024 * 1024;

    @Mixin
    private ComposeOptions compose;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "logs",
            description = "Directory for the files (${DEFAULT-VALUE}).")
    private String output;

    @Option(
            names = "--max-size",
            paramLabel = "MIB",
            defaultValue = "10",
            description =
                    "How large a file may be, from 1 to 32 MiB (${DEFAULT-VALUE}); of a larger one the end is kept.")
    private int maxSize;

    @Option(
            names = "--mask-from",
            paramLabel = "SOURCE",
            description = "Where a secret is that must not be seen in the files (env:NAME, file:PATH or stdin), besides"
                    + " the registry login and the keys of the cluster; may be repeated.")
    private List<SecretSource> masks = List.of();

    @Override
    CollectStackLogsResult run(Machine machine) throws InterruptedException {
        CollectStackLogsRequest request = CollectStackLogsRequest.builder(compose.project())
                .output(output)
                .mostBytes(Require.between("max-size", maxSize, 1, 32) * MEBIBYTE)
                .secrets(masks.stream()
                        .map(mask -> mask.read("mask-from", machine.directory()))
                        .toList())
                .stateDirectory(machine.state().value())
                .build();
        return new CollectStackLogs(machine.host(), machine.console(), machine.timing()).run(request);
    }

    @Override
    String text(CollectStackLogsResult result) {
        long bytes = result.files().stream().mapToLong(CollectedFile::bytes).sum();
        long cut = result.files().stream().filter(CollectedFile::cut).count();
        return "%d files of %.1f MB in all are in %s".formatted(result.files().size(), bytes / 1e6, result.directory())
                + (cut == 0 ? "" : ", %d of them cut".formatted(cut))
                + (result.problems().isEmpty() ? "" : "; not had: " + String.join("; ", result.problems()));
    }
}
