package io.jenkins.plugins.stagedflow.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The stages of a flow for a terminal: stage, result and seconds, one line each, in columns. */
public final class TextTable {
    private TextTable() {}

    /** Returns the lines of the table, each ended by a line break; control characters of names are shown as '?'. */
    public static String of(FlowRecord flow) {
        TextColumns table = new TextColumns(Set.of(2), "STAGE", "RESULT", "SECONDS");
        flow.stages().forEach(stage -> table.row(stage.stage(), stage.outcome().word(), seconds(stage.seconds())));
        flow.broken().forEach(broken -> table.row(broken.file(), "unknown", "-"));
        table.row("total", flow.outcome().word(), seconds(flow.seconds()));
        return table.lines() + broken(flow.broken());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String broken(List<BrokenRecord> broken) {
        StringBuilder text = new StringBuilder();
        broken.forEach(file -> text.append("Could not read ")
                .append(TextColumns.harmless(file.file()))
                .append(": ")
                .append(TextColumns.harmless(file.reason()))
                .append(".\n"));
        return text.toString();
    }
}
