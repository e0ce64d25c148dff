package io.jenkins.plugins.stagedflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.report.FlowRecorder;
import io.jenkins.plugins.stagedflow.report.StageKind;
import io.jenkins.plugins.stagedflow.report.StageOutcome;
import io.jenkins.plugins.stagedflow.report.StageRecord;
import java.io.Serializable;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** Brings what a command did to standard output, and to the record of the flow where that is asked for. */
final class ResultPrinter {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final long start = System.nanoTime();
    private final CommandSpec spec;
    private final CommonOptions common;

    ResultPrinter(CommandSpec spec, CommonOptions common) {
        this.spec = spec;
        this.common = common;
    }

    /** Prints and records a result. */
    void done(Serializable result, String text) {
        JsonNode json = json(result);
        print(common.isJson() ? written(json) : text);
        record(json.path("skipped").asBoolean() ? StageOutcome.SKIPPED : StageOutcome.PASSED, "", json);
    }

    /** Prints a failure as JSON where JSON is asked for, and records it; the sentence itself is printed by others. */
    void failed(Exception e) {
        JsonNode partial = partialResult(e);
        if (common.isJson()) {
            ObjectNode failure = mapper.createObjectNode().put("error", OperationErrors.sentence(e));
            print(written(partial.isMissingNode() ? failure : failure.set("result", partial)));
        }
        if (!OperationErrors.isUsage(e)) {
            record(StageOutcome.FAILED, OperationErrors.sentence(e), partial);
        }
    }

    private JsonNode partialResult(Exception e) {
        return e instanceof OperationFailedException failure
                ? failure.partialResult().map(this::json).orElse(MissingNode.getInstance())
                : MissingNode.getInstance();
    }

    private JsonNode json(Serializable result) {
        return mapper.valueToTree(result);
    }

    private void record(StageOutcome outcome, String message, JsonNode result) {
        common.record().ifPresent(directory -> new FlowRecorder(common.host(), Console.silent())
                .write(
                        directory,
                        new StageRecord(stage(), StageKind.named(spec.name()), outcome, seconds(), message, result)));
    }

    private String stage() {
        return common.stage().orElse(spec.name());
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private String written(JsonNode json) {
        try {
            return mapper.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes could not be written", e);
        }
    }
}
