package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.report.FlowRecord;
import io.jenkins.plugins.stagedflow.report.HtmlSummary;
import io.jenkins.plugins.stagedflow.report.TextTable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow summary}: what the stages of a flow did, as a table and as a page. */
@Command(
        name = "summary",
        description =
                "Shows what the stages of a flow did, from the records that --record kept: a table, and on request a page"
                        + " of HTML that needs nothing else.",
        footer = {"", "Example:", "  staged-flow summary --html summary.html run"})
final class SummaryCommand extends StepCommand<SummaryCommand.Summary> {
    @CheckForNull
    @Option(names = "--html", paramLabel = "FILE", description = "Write the page to FILE.")
    private String html;

    @Parameters(paramLabel = "DIR", description = "Directory that --record named.")
    private String directory;

    @Override
    Summary run(Machine machine) {
        Host host = machine.host();
        HostPath records = host.directory().resolve(directory);
        if (!host.files().exists(records)) {
            throw new InvalidRequestException("DIR", directory, "a directory that --record named");
        }
        FlowRecord flow = FlowRecord.read(host, records);
        if (html != null) {
            byte[] page = HtmlSummary.of(flow).getBytes(StandardCharsets.UTF_8);
            host.files().write(host.directory().resolve(html), page, HostFiles.Access.EVERYBODY);
        }
        return summary(flow);
    }

    @Override
    String text(Summary summary) {
        return summary.table().stripTrailing();
    }

    private Summary summary(FlowRecord flow) {
        List<Stage> stages = flow.stages().stream()
                .map(stage -> new Stage(stage.stage(), stage.outcome().word(), stage.seconds()))
                .toList();
        return new Summary(
                flow.outcome().word(),
                flow.version(),
                flow.seconds(),
                stages,
                TextTable.of(flow),
                html == null ? "" : html);
    }

    /**
     * What a flow did.
     *
     * @param outcome passed, failed or skipped
     * @param version the version that was released, or an empty text
     * @param seconds all stages together
     * @param stages its stages in order
     * @param table the same for a terminal
     * @param html the page that was written, or an empty text
     */
    record Summary(String outcome, String version, double seconds, List<Stage> stages, String table, String html)
            implements Serializable {}

    /** One stage: its name, passed, failed or skipped, and how long it took. */
    record Stage(String name, String outcome, double seconds) implements Serializable {}
}
