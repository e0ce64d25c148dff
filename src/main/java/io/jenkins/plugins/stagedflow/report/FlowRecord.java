package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a flow did, stage by stage.
 *
 * @param stages the stages in their order
 * @param broken files that should tell about a stage and do not; nothing is known of those stages
 */
public record FlowRecord(List<StageRecord> stages, List<BrokenRecord> broken) {
    /** Copies the lists. */
    public FlowRecord {
        stages = List.copyOf(stages);
        broken = List.copyOf(broken);
    }

    /**
     * Reads the files {@code NN-name.json} of a directory; other files do not count.
     *
     * @throws OperationFailedException if the directory cannot be listed
     */
    public static FlowRecord read(Host host, HostPath directory) {
        List<StageRecord> stages = new ArrayList<>();
        List<BrokenRecord> broken = new ArrayList<>();
        for (RecordFile file : RecordFile.among(host.files().list(directory))) {
            try {
                stages.add(RecordFormat.read(host.files().read(directory.resolve(file.file()))));
            } catch (RecordFormat.BrokenRecordException e) {
                broken.add(new BrokenRecord(file.file(), e.reason()));
            } catch (OperationFailedException e) {
                broken.add(new BrokenRecord(file.file(), String.valueOf(e.getMessage())));
            }
        }
        return new FlowRecord(stages, broken);
    }

    /** Returns how the flow ended: failed if a stage did or is not known, skipped if all were. */
    public StageOutcome outcome() {
        if (!broken.isEmpty() || has(StageOutcome.FAILED)) {
            return StageOutcome.FAILED;
        }
        return stages.isEmpty() || has(StageOutcome.PASSED) ? StageOutcome.PASSED : StageOutcome.SKIPPED;
    }

    /** Returns the seconds of all stages together. */
    public double seconds() {
        return stages.stream().mapToDouble(StageRecord::seconds).sum();
    }

    /** Returns the version that was released, or an empty text. */
    public String version() {
        return results(StageKind.RELEASE)
                .map(result -> Json.text(result, "version"))
                .filter(version -> !version.isEmpty())
                .reduce((first, last) -> last)
                .orElse("");
    }

    /** Returns the results of all stages of a kind. */
    Stream<JsonNode> results(StageKind kind) {
        return stages.stream()
                .filter(stage -> stage.kind() == kind)
                .map(StageRecord::result)
                .filter(JsonNode::isObject);
    }

    private boolean has(StageOutcome outcome) {
        return stages.stream().anyMatch(stage -> stage.outcome() == outcome);
    }
}
