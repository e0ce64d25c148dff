package io.jenkins.plugins.stagedflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FlowRecordTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalHost host;
    private HostPath directory;
    private FlowRecorder recorder;

    @Before
    public void createRecorder() {
        host = new LocalHost(folder.getRoot().toPath(), System.getenv());
        directory = new HostPath(folder.getRoot() + "/records");
        recorder = new FlowRecorder(host, new RecordingConsole().masking(List.of(Secret.of("hunter2"))));
    }

    @Test
    public void shouldReadWhatTheRecorderWrote() throws Exception {
        StageRecord release = new StageRecord(
                "release",
                StageKind.RELEASE,
                StageOutcome.PASSED,
                1.25,
                "one line",
                new ObjectMapper().readTree("{\"version\":\"2026.11.0\"}"));

        HostPath tests = recorder.write(directory, stage("unit tests", StageOutcome.PASSED));
        HostPath file = recorder.write(directory, release);

        assertThat(tests.name()).isEqualTo("01-unit-tests.json");
        assertThat(file.name()).isEqualTo("02-release.json");
        FlowRecord flow = FlowRecord.read(host, directory);
        assertThat(flow.stages()).containsExactly(stage("unit tests", StageOutcome.PASSED), release);
        assertThat(flow.version()).isEqualTo("2026.11.0");
        assertThat(flow.outcome()).isEqualTo(StageOutcome.PASSED);
        assertThat(flow.seconds()).isEqualTo(2.25);
        assertThat(flow.broken()).isEmpty();
    }

    @Test
    public void shouldWriteFilesThatEverybodyMayReadAndLeaveNothingElse() throws Exception {
        Path file = Path.of(
                recorder.write(directory, stage("push", StageOutcome.PASSED)).value());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    public void shouldReplaceTheRecordOfAStageThatRunsAgain() {
        recorder.write(directory, stage("push", StageOutcome.FAILED));
        recorder.write(directory, stage("scan", StageOutcome.PASSED));

        recorder.write(directory, stage("push", StageOutcome.PASSED));

        assertThat(FlowRecord.read(host, directory).stages())
                .containsExactly(stage("push", StageOutcome.PASSED), stage("scan", StageOutcome.PASSED));
    }

    @Test
    public void shouldKeepStagesApartWhoseNamesAreOneFileName() {
        recorder.write(directory, stage("push a", StageOutcome.PASSED));
        recorder.write(directory, stage("push/a", StageOutcome.PASSED));
        HostPath other = recorder.write(directory, stage("../../…", StageOutcome.PASSED));

        assertThat(other.toString()).isEqualTo(directory + "/03-stage.json");
        assertThat(FlowRecord.read(host, directory).stages())
                .extracting(StageRecord::stage)
                .containsExactly("push a", "push/a", "../../…");
    }

    @Test
    public void shouldMaskSecretsInTheMessage() throws Exception {
        HostPath file = recorder.write(
                directory,
                new StageRecord(
                        "push", StageKind.PUSH, StageOutcome.FAILED, 1, "said hunter2", MissingNode.getInstance()));

        assertThat(Files.readString(Path.of(file.value())))
                .contains("said ****")
                .doesNotContain("hunter2");
    }

    @Test
    public void shouldReadStagesInTheOrderOfTheirNumbersAndTolerateWhatItDoesNotKnow() throws Exception {
        write("100-last.json", "{\"stage\":\"last\",\"outcome\":\"passed\",\"seconds\":1}");
        write("02-second.json", "{\"stage\":\"second\",\"outcome\":\"skipped\",\"seconds\":0,\"new\":{\"a\":[1]}}");
        write("001-first.json", "{\"stage\":\"first\",\"kind\":\"chat\",\"outcome\":\"passed\",\"seconds\":1}");
        write("notes.txt", "not one of ours");
        write(".02-second.json123.new", "half written");

        FlowRecord flow = FlowRecord.read(host, directory);

        assertThat(flow.stages()).extracting(StageRecord::stage).containsExactly("first", "second", "last");
        assertThat(flow.stages()).extracting(StageRecord::kind).containsOnly(StageKind.OTHER);
        assertThat(flow.broken()).isEmpty();
    }

    @Test
    public void shouldNameBrokenFilesAndNotCallTheFlowPassed() throws Exception {
        write("01-cut.json", "{\"stage\":\"push\",\"outco");
        write("02-list.json", "[]");
        write("03-none.json", "");
        write("04-outcome.json", "{\"stage\":\"a\",\"outcome\":\"great\",\"seconds\":1}");
        write("05-seconds.json", "{\"stage\":\"a\",\"outcome\":\"passed\",\"seconds\":\"1\"}");
        write("06-negative.json", "{\"stage\":\"a\",\"outcome\":\"passed\",\"seconds\":-1}");
        write("07-stage.json", "{\"outcome\":\"passed\",\"seconds\":1}");
        write("08-two.json", "{\"stage\":\"a\",\"outcome\":\"passed\",\"seconds\":1} {}");
        Files.createDirectory(folder.getRoot().toPath().resolve("records/09-directory.json"));
        write("10-good.json", "{\"stage\":\"good\",\"outcome\":\"passed\",\"seconds\":1}");

        FlowRecord flow = FlowRecord.read(host, directory);

        assertThat(flow.stages()).extracting(StageRecord::stage).containsExactly("good");
        assertThat(flow.broken())
                .extracting(BrokenRecord::file)
                .containsExactly(
                        "01-cut.json",
                        "02-list.json",
                        "03-none.json",
                        "04-outcome.json",
                        "05-seconds.json",
                        "06-negative.json",
                        "07-stage.json",
                        "08-two.json",
                        "09-directory.json");
        assertThat(flow.broken().get(3).reason()).contains("'outcome'").contains("'great'");
        assertThat(flow.broken().get(6).reason()).contains("'stage' is missing");
        assertThat(flow.outcome()).isEqualTo(StageOutcome.FAILED);
    }

    @Test
    public void shouldSayThatThereIsNoDirectory() {
        assertThatThrownBy(() -> FlowRecord.read(host, new HostPath("/nonexistent/records")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("/nonexistent/records");
    }

    @Test
    public void shouldFailWhenOneStageFailedAndBeSkippedWhenAllWere() {
        assertThat(outcome(StageOutcome.PASSED, StageOutcome.FAILED, StageOutcome.SKIPPED))
                .isEqualTo(StageOutcome.FAILED);
        assertThat(outcome(StageOutcome.PASSED, StageOutcome.SKIPPED)).isEqualTo(StageOutcome.PASSED);
        assertThat(outcome(StageOutcome.SKIPPED)).isEqualTo(StageOutcome.SKIPPED);
    }

    private static StageOutcome outcome(StageOutcome... outcomes) {
        return new FlowRecord(Stream.of(outcomes).map(o -> stage("a", o)).toList(), List.of()).outcome();
    }

    private void write(String name, String text) throws Exception {
        Path records = Files.createDirectories(folder.getRoot().toPath().resolve("records"));
        Files.write(records.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static StageRecord stage(String name, StageOutcome outcome) {
        return new StageRecord(name, StageKind.OTHER, outcome, 1, "", MissingNode.getInstance());
    }
}
