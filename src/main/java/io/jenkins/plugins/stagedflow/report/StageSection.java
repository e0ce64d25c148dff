package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;

/** The stages with their times, and what could not be read. */
final class StageSection {
    private StageSection() {}

    static void write(Html page, FlowRecord flow) {
        double longest =
                flow.stages().stream().mapToDouble(StageRecord::seconds).max().orElse(0);
        HtmlTable table = new HtmlTable("How the stages ended", "Stage", "Result", "Seconds", "Time", "Message");
        for (StageRecord stage : flow.stages()) {
            table.row(
                    Cell.text(stage.stage()),
                    Cell.badge(stage.outcome().word()),
                    Cell.seconds(stage.seconds()),
                    Cell.bar(stage.seconds(), longest),
                    Cell.text(stage.message()));
        }
        table.into(page);
        HtmlTable unknown = new HtmlTable("Files that could not be read", "File", "Reason");
        flow.broken().forEach(broken -> unknown.row(Cell.text(broken.file()), Cell.text(broken.reason())));
        unknown.into(page);
    }
}
