package io.jenkins.plugins.stagedflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A table with a caption and headings, the first cell of each row heading it. */
final class HtmlTable {
    private final String caption;
    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();
    private String[] attributes = {};

    HtmlTable(String caption, String... headings) {
        this.caption = caption;
        this.headings = List.of(headings);
    }

    /** Gives the table an id, and classes of the style sheet and the script. */
    HtmlTable called(String id, String style) {
        attributes = new String[] {"id", id, "class", style};
        return this;
    }

    /** Returns how many rows there are. */
    int size() {
        return rows.size();
    }

    /** Adds a row with a cell for every heading. */
    HtmlTable row(Cell... cells) {
        return styled("", cells);
    }

    /** Adds a row with classes of its own. */
    HtmlTable styled(String style, Cell... cells) {
        rows.add(new Row(style, List.of(cells)));
        return this;
    }

    /** Writes the table, in a box that scrolls on a narrow screen; writes nothing if there is no row. */
    void into(Html page) {
        if (rows.isEmpty()) {
            return;
        }
        page.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        page.open("table", attributes).element("caption", caption).open("thead").open("tr");
        for (int i = 0; i < headings.size(); i++) {
            String style = rows.get(0).cells().get(i).style();
            // What is most and worst is wanted first.
            String first = style.contains("number") || style.contains("severity") ? "descending" : "ascending";
            page.element("th", headings.get(i), "scope", "col", "class", style, "data-first", first);
        }
        page.close("tr").close("thead").open("tbody");
        rows.forEach(row -> write(page, row));
        page.close("tbody").close("table").closeLine("div");
    }

    private static void write(Html page, Row row) {
        page.open("tr", row.style().isEmpty() ? new String[] {} : new String[] {"class", row.style()});
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            String element = i == 0 ? "th" : "td";
            page.open(element, cell.attributes(i == 0));
            cell.content().accept(page);
            page.close(element);
        }
        page.closeLine("tr");
    }

    private record Row(String style, List<Cell> cells) {}

    /**
     * A cell.
     *
     * @param style its class in the style sheet
     * @param sort what rows are sorted by in its place; empty for its text
     * @param content writes what is in it
     */
    record Cell(String style, String sort, Consumer<Html> content) {
        /** Creates a cell that is sorted by its text. */
        Cell(String style, Consumer<Html> content) {
            this(style, "", content);
        }

        /** Returns this cell, sorted by something else than its text. */
        Cell sortedBy(String value) {
            return new Cell(style, value, content);
        }

        private String[] attributes(boolean heads) {
            List<String> attributes = new ArrayList<>(heads ? List.of("scope", "row") : List.of());
            attributes.addAll(List.of("class", style));
            if (!sort.isEmpty()) {
                attributes.addAll(List.of("data-sort", sort));
            }
            return attributes.toArray(String[]::new);
        }

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
            return new Cell("number", page -> page.text(String.format(Locale.ROOT, "%,.0f", number)))
                    .sortedBy(String.format(Locale.ROOT, "%.0f", number));
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
            badge(page, word, word);
        }

        /** Writes a text that has the colour of a word. */
        static void badge(Html page, String word, String text) {
            page.element(
                    "span",
                    text,
                    "class",
                    "badge " + word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
        }
    }
}
