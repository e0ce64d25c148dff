package io.jenkins.plugins.stagedflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A table with a caption and headings, the first cell of each row heading it. */
final class HtmlTable {
    private final String caption;
    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    HtmlTable(String caption, String... headings) {
        this.caption = caption;
        this.headings = List.of(headings);
    }

    /** Adds a row with a cell for every heading. */
    HtmlTable row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Writes the table, in a box that scrolls on a narrow screen; writes nothing if there is no row. */
    void into(Html page) {
        if (rows.isEmpty()) {
            return;
        }
        page.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        page.open("table").element("caption", caption).open("thead").open("tr");
        for (int i = 0; i < headings.size(); i++) {
            page.element(
                    "th",
                    headings.get(i),
                    "scope",
                    "col",
                    "class",
                    rows.get(0).get(i).style());
        }
        page.close("tr").close("thead").open("tbody");
        rows.forEach(row -> write(page, row));
        page.close("tbody").close("table").closeLine("div");
    }

    private static void write(Html page, List<Cell> row) {
        page.open("tr");
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            String element = i == 0 ? "th" : "td";
            page.open(
                    element,
                    i == 0
                            ? new String[] {"scope", "row", "class", cell.style()}
                            : new String[] {"class", cell.style()});
            cell.content().accept(page);
            page.close(element);
        }
        page.closeLine("tr");
    }

    /**
     * A cell.
     *
     * @param style its class in the style sheet
     * @param content writes what is in it
     */
    record Cell(String style, Consumer<Html> content) {
        /** Returns a cell with a text. */
        static Cell text(String text) {
            return new Cell("text", page -> page.text(text));
        }

        /** Returns a cell with something to be copied as it is; empty if that is. */
        static Cell code(String text) {
            return new Cell("code", page -> {
                if (!text.isEmpty()) {
                    page.element("code", text);
                }
            });
        }

        /** Returns a cell with a whole number. */
        static Cell count(double number) {
            return new Cell("number", page -> page.text(String.format(Locale.ROOT, "%,.0f", number)));
        }

        /** Returns a cell with seconds. */
        static Cell seconds(double seconds) {
            return new Cell("number", page -> page.text(String.format(Locale.ROOT, "%.1f", seconds)));
        }

        /** Returns a cell with a bar as long as the value is of the longest. */
        static Cell bar(double value, double longest) {
            double percent = longest > 0 ? Math.min(100, 100 * value / longest) : 0;
            return new Cell("bar", page -> page.open(
                            "svg", "viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true")
                    .open("rect", "width", String.format(Locale.ROOT, "%.2f", percent), "height", "8")
                    .close("rect")
                    .close("svg"));
        }

        /** Returns a cell with a word that has a colour: an outcome or a severity. */
        static Cell badge(String word) {
            return new Cell("text", page -> badge(page, word));
        }

        /** Writes a word that has a colour. */
        static void badge(Html page, String word) {
            page.element(
                    "span",
                    word,
                    "class",
                    "badge " + word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
        }
    }
}
