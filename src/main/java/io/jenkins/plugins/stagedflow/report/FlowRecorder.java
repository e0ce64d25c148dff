package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;

/** Writes what the stages of a flow did, a file each, in one step. A stage that runs again takes the place of its file. */
public final class FlowRecorder {
    private final Host host;
    private final Console console;

    /** Creates a recorder; the messages it writes are masked as the console's lines. */
    public FlowRecorder(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Writes a record into a directory, which is created if it is missing.
     *
     * @return the file, readable by everybody
     * @throws OperationFailedException if it cannot be written
     */
    public HostPath write(HostPath directory, StageRecord record) {
        host.files().createDirectories(directory);
        HostPath file = file(directory, record);
        host.files().write(file, RecordFormat.write(masked(record)), HostFiles.Access.EVERYBODY);
        return file;
    }

    private HostPath file(HostPath directory, StageRecord record) {
        List<RecordFile> present = RecordFile.among(host.files().list(directory));
        String slug = RecordFile.slug(record.stage());
        return present.stream()
                .filter(file -> file.name().equals(slug))
                .map(file -> directory.resolve(file.file()))
                .filter(file -> isAbout(record.stage(), file))
                .findFirst()
                .orElseGet(() -> directory.resolve(
                        RecordFile.next(present, record.stage()).file()));
    }

    // Two stages can have names that differ only in what a file name cannot hold.
    private boolean isAbout(String stage, HostPath file) {
        try {
            return RecordFormat.read(host.files().read(file)).stage().equals(stage);
        } catch (RecordFormat.BrokenRecordException e) {
            return false;
        }
    }

    private StageRecord masked(StageRecord record) {
        return new StageRecord(
                record.stage(),
                record.kind(),
                record.outcome(),
                record.seconds(),
                console.masked(record.message()),
                record.result());
    }
}
