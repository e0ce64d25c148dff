package io.jenkins.plugins.stagedflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The stages of a flow for a terminal: stage, result and seconds, one line each, in columns. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LONGEST_CELL = 60;

    private TextTable() {}

    /** Returns the lines of the table, each ended by a line break; control characters of names are shown as '?'. */
    public static String of(FlowRecord flow) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("STAGE", "RESULT", "SECONDS"));
        flow.stages()
                .forEach(stage -> rows.add(row(stage.stage(), stage.outcome().word(), stage.seconds())));
        flow.broken().forEach(broken -> rows.add(List.of(cell(broken.file()), "unknown", "-")));
        rows.add(row("total", flow.outcome().word(), flow.seconds()));
        return lines(rows) + broken(flow.broken());
    }

    private static List<String> row(String stage, String outcome, double seconds) {
        return List.of(cell(stage), outcome, String.format(Locale.ROOT, "%.1f", seconds));
    }

    private static String lines(List<List<String>> rows) {
        int[] widths = new int[3];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(row.get(0)).append(padding(row.get(0), widths[0])).append(GAP);
            text.append(row.get(1)).append(padding(row.get(1), widths[1])).append(GAP);
            text.append(padding(row.get(2), widths[2])).append(row.get(2)).append('\n');
        }
        return text.toString();
    }

    private static String broken(List<BrokenRecord> broken) {
        StringBuilder text = new StringBuilder();
        broken.forEach(file -> text.append("Could not read ")
                .append(harmless(file.file()))
                .append(": ")
                .append(harmless(file.reason()))
                .append(".\n"));
        return text.toString();
    }

    private static String cell(String text) {
        String harmless = harmless(text);
        return width(harmless) <= LONGEST_CELL
                ? harmless
                : harmless.substring(0, harmless.offsetByCodePoints(0, LONGEST_CELL - 1)) + "…";
    }

    // A name must neither move the cursor nor turn the direction of writing.
    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]", "?");
    }

    private static String padding(String text, int width) {
        return " ".repeat(width - width(text));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
