package io.jenkins.plugins.stagedflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of texts in columns for a terminal. No text can move its cursor or turn its direction of writing. */
final class TextColumns {
    private static final String GAP = "  ";
    private static final int LONGEST_CELL = 60;

    private final Set<Integer> right;
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates columns of which those with the given numbers, from 0, stand on the right. */
    TextColumns(Set<Integer> right, String... headings) {
        this.right = Set.copyOf(right);
        row(headings);
    }

    /** Adds a row with a text for every column. */
    void row(String... texts) {
        List<String> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(cell(text));
        }
        rows.add(cells);
    }

    /** Returns whether there is more than the headings. */
    boolean hasRows() {
        return rows.size() > 1;
    }

    /** Returns the lines, each ended by a line break. */
    String lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        return text.toString();
    }

    /** Returns a text in which control characters and marks of direction are shown as '?'. */
    static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}]", "?");
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : GAP).append(right.contains(i) ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String text) {
        String harmless = harmless(text);
        return width(harmless) <= LONGEST_CELL
                ? harmless
                : harmless.substring(0, harmless.offsetByCodePoints(0, LONGEST_CELL - 1)) + "…";
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
