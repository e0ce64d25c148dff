package io.jenkins.plugins.stagedflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.Test;

public class TextTableTest {
    @Test
    public void shouldAlignStagesLeftAndSecondsRight() {
        FlowRecord flow = new FlowRecord(
                List.of(
                        stage("unit tests", StageOutcome.PASSED, 12.34),
                        stage("push", StageOutcome.FAILED, 0.05),
                        stage("größer", StageOutcome.SKIPPED, 0)),
                List.of());

        assertThat(TextTable.of(flow)).isEqualTo("""
                        STAGE       RESULT   SECONDS
                        unit tests  passed      12.3
                        push        failed       0.1
                        größer      skipped      0.0
                        total       failed      12.4
                        """);
    }

    @Test
    public void shouldNameFilesThatCouldNotBeRead() {
        FlowRecord flow = new FlowRecord(
                List.of(stage("push", StageOutcome.PASSED, 1)),
                List.of(new BrokenRecord("02-scan.json", "it is no JSON")));

        assertThat(TextTable.of(flow)).isEqualTo("""
                        STAGE         RESULT   SECONDS
                        push          passed       1.0
                        02-scan.json  unknown        -
                        total         failed       1.0
                        Could not read 02-scan.json: it is no JSON.
                        """);
    }

    @Test
    public void shouldKeepATerminalFromBeingMovedByAName() {
        String table = TextTable.of(new FlowRecord(
                List.of(
                        stage("a\u001b[2J\nb\u202ec\u009bd", StageOutcome.PASSED, 1),
                        stage("x".repeat(200), StageOutcome.PASSED, 1)),
                List.of(new BrokenRecord("\u001b]0;title\u0007", "a\rb"))));

        assertThat(table)
                .contains("a?[2J?b?c?d")
                .contains("x".repeat(59) + "…  ")
                .contains("a?b");
        assertThat(table.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\p{Cf}]");
        assertThat(table.lines()).hasSize(6);
    }

    private static StageRecord stage(String name, StageOutcome outcome, double seconds) {
        return new StageRecord(name, StageKind.OTHER, outcome, seconds, "", MissingNode.getInstance());
    }
}
