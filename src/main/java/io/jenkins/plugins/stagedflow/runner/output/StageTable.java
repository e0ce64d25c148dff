package io.jenkins.plugins.stagedflow.runner.output;

import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The stages of a run for a terminal: each below what it is a part of, with result and seconds. */
public final class StageTable {
    private static final String GAP = "  ";
    private static final int LONGEST_NAME = 60;

    private StageTable() {}

    /** Returns the lines of the table. */
    public static List<String> lines(StageNode run) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("STAGE", "RESULT", "SECONDS"));
        run.parts().forEach(part -> add(part, "", rows));
        rows.add(row("total", run));
        int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int result = rows.stream().mapToInt(row -> row.result.length()).max().orElse(0);
        int seconds = rows.stream().mapToInt(row -> row.seconds.length()).max().orElse(0);
        return rows.stream().map(row -> row.line(name, result, seconds)).toList();
    }

    private static void add(StageNode node, String indentation, List<Row> rows) {
        rows.add(row(indentation + harmless(node.name()), node));
        shown(node).forEach(part -> add(part, indentation + GAP, rows));
    }

    // A branch that is nothing but a stage of its name is one line.
    private static List<StageNode> shown(StageNode node) {
        List<StageNode> parts = node.parts();
        boolean same = node.kind() == StageNode.Kind.BRANCH
                && parts.size() == 1
                && parts.get(0).name().equals(node.name());
        return same ? parts.get(0).parts() : parts;
    }

    private static Row row(String name, StageNode node) {
        String result = node.isSkipped()
                ? "skipped"
                : node.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Row(
                name, result, String.format(Locale.ROOT, "%.1f", node.took().toMillis() / 1000.0));
    }

    // A name must not move the cursor.
    private static String harmless(String name) {
        String plain = name.replaceAll("\\p{Cntrl}|\\p{Cf}", "?");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 1) + "…";
    }

    private record Row(String name, String result, String seconds) {
        String line(int nameWidth, int resultWidth, int secondsWidth) {
            return pad(name, nameWidth)
                    + GAP
                    + pad(result, resultWidth)
                    + GAP
                    + " ".repeat(secondsWidth - seconds.length())
                    + seconds;
        }

        private static String pad(String text, int width) {
            return text + " ".repeat(width - text.length());
        }
    }
}
