package io.jenkins.plugins.stagedflow.runner.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.report.FlowRecord;
import io.jenkins.plugins.stagedflow.report.FlowRecorder;
import io.jenkins.plugins.stagedflow.report.HtmlSummary;
import io.jenkins.plugins.stagedflow.report.StageKind;
import io.jenkins.plugins.stagedflow.report.StageOutcome;
import io.jenkins.plugins.stagedflow.report.StageRecord;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the stages of a run where other commands read them, and the summary page made of them. */
public final class RunRecord {
    private static final Map<String, StageKind> KINDS = Map.of(
            "parallelPush", StageKind.PUSH,
            "k3sBoot", StageKind.BOOT,
            "stackReady", StageKind.READY,
            "trivyScan", StageKind.SCAN,
            "cranePromote", StageKind.PROMOTE,
            "calverRelease", StageKind.RELEASE,
            "sshDeploy", StageKind.DEPLOY);

    private final Host host;
    private final HostPath directory;
    private final FlowRecorder recorder;
    private final ObjectMapper mapper = new ObjectMapper();

    /** Creates a writer into the directory of a run. */
    public RunRecord(Host host, HostPath directory) {
        this.host = host;
        this.directory = directory;
        recorder = new FlowRecorder(host, Console.silent());
    }

    /**
     * Writes {@code stages.json}, the table {@code stages.txt}, the records and {@code summary.html}.
     *
     * @param description what the run says of itself, for the summary
     */
    public void write(StageNode run, String description) {
        host.files().createDirectories(records());
        run.parts().forEach(part -> record(part, ""));
        write("stages.json", StageJson.of(run));
        write("stages.txt", String.join("\n", StageTable.lines(run)) + "\n");
        write(
                "summary.html",
                HtmlSummary.of(
                        FlowRecord.read(host, records()), description.lines().toList()));
    }

    private HostPath records() {
        return directory.resolve("record");
    }

    private void write(String name, String text) {
        host.files().write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8), HostFiles.Access.EVERYBODY);
    }

    // Whatever has parts is told by them.
    private void record(StageNode node, String around) {
        String name = name(node.name(), around);
        if (node.parts().isEmpty() || !node.operations().isEmpty()) {
            recorder.write(records(), record(name, node));
        }
        node.parts().forEach(part -> record(part, name));
    }

    // Many parts have the name of what is around them in theirs already.
    private static String name(String own, String around) {
        if (around.isEmpty() || own.startsWith(around)) {
            return own;
        }
        return around.endsWith(own) ? around : around + ": " + own;
    }

    private StageRecord record(String name, StageNode node) {
        StageNode.Operation last = node.operations().isEmpty()
                ? null
                : node.operations().get(node.operations().size() - 1);
        StageKind kind = last == null ? StageKind.OTHER : KINDS.getOrDefault(last.step(), StageKind.OTHER);
        JsonNode result =
                last == null || kind == StageKind.OTHER ? MissingNode.getInstance() : mapper.valueToTree(last.result());
        return new StageRecord(name, kind, outcome(node), node.took().toMillis() / 1000.0, node.message(), result);
    }

    private static StageOutcome outcome(StageNode node) {
        if (node.isSkipped()) {
            return StageOutcome.SKIPPED;
        }
        boolean passed = node.result() == Result.SUCCESS || node.result() == Result.UNSTABLE;
        return passed ? StageOutcome.PASSED : StageOutcome.FAILED;
    }
}
