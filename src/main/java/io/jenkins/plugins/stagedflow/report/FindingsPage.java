package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scan as a page: what to upgrade first, then what was found in which image. One file that loads nothing and shows what
 * others named as text only. It keeps to a Content Security Policy of its own, in which the hashes of its style sheet and
 * of its script are all that is allowed beside {@code default-src 'none'}. All of it can be read without the script, which
 * adds sorting, a search and a count, and without the style sheet, which a server's own policy may forbid too.
 */
public final class FindingsPage {
    private static final int MOST_ROWS = 20_000;
    private static final int SHOWN_ROWS = 200;
    private static final int SHOWN_UPGRADES = 50;

    private FindingsPage() {}

    /** Returns the page, to be written as UTF-8. */
    public static String of(ScanResult result) {
        MergedFindings merged = MergedFindings.of(result);
        ScanHeadline headline = new ScanHeadline(result, merged);
        PageAssets assets = PageAssets.ofFindings();
        Html page = assets.begin(headline.title() + ": " + headline.outcome());
        head(page, result, headline);
        FindingsSections sections = new FindingsSections(page, result, merged, MOST_ROWS, SHOWN_ROWS);
        sections.upgrades("h2", SHOWN_UPGRADES, FindingsPage::allUpgrades);
        sections.images("h2");
        sections.trend("h2");
        sections.findings("h2", FindingsPage::filters);
        sections.hidden("h2");
        return assets.end(page);
    }

    private static void head(Html page, ScanResult result, ScanHeadline headline) {
        page.open("header").open("h1").text(headline.title() + " ");
        HtmlTable.Cell.badge(page, headline.outcome());
        page.close("h1").element("p", about(result));
        result.databases().forEach(database -> page.element("p", "Compared with the " + database.summary() + "."));
        page.element("p", headline.lead(), "class", "lead");
        headline.tiles(page);
        page.closeLine("header");
    }

    private static String about(ScanResult result) {
        List<String> parts = new ArrayList<>();
        parts.add(result.scanner());
        parts.add(result.scannedAt().replace("T", " ").replace("Z", " UTC"));
        parts.add(String.format(Locale.ROOT, "%.1f seconds", result.seconds()));
        parts.removeIf(String::isEmpty);
        return String.join(" · ", parts) + ". " + result.policy().sentence();
    }

    private static void allUpgrades(Html page, ScanResult result, MergedFindings merged) {
        int upgrades = merged.upgrades().size();
        if (upgrades > SHOWN_UPGRADES) {
            page.open("div", "class", "filters", "hidden", "hidden");
            box(page, "upgrades", "All " + upgrades, false);
            page.closeLine("div");
        }
    }

    // Hidden where no style sheet is, in which they would do nothing; the search is shown by the script.
    private static void filters(Html page, ScanResult result, MergedFindings merged) {
        page.open(
                "div",
                "class",
                "filters",
                "role",
                "group",
                "aria-label",
                "Filter the findings",
                "data-limit",
                Integer.toString(SHOWN_ROWS),
                "hidden",
                "hidden");
        merged.counts().forEach((severity, count) -> {
            String name = severity.toLowerCase(Locale.ROOT);
            box(page, name, severity.charAt(0) + name.substring(1));
        });
        if (merged.rows().stream().anyMatch(row -> row.finding().isUnfixed())) {
            box(page, "unfixed", "Without a fix");
        }
        if (merged.open() < merged.rows().size()) {
            box(page, "known", "In the base line");
        }
        if (merged.rows().size() > SHOWN_ROWS) {
            box(page, "all", "All " + merged.rows().size(), false);
        }
        page.open("span", "class", "script", "hidden", "hidden");
        page.open("label").text("Image ").open("select", "id", "image");
        page.element("option", "all", "value", "");
        result.images().forEach(image -> page.element("option", image.name(), "value", image.name()));
        page.close("select").close("label");
        page.open("label")
                .text("Search ")
                .open("input", "type", "search", "id", "search")
                .close("label");
        page.open("output", "id", "shown", "class", "shown").close("output").close("span");
        page.closeLine("div");
    }

    private static void box(Html page, String name, String label) {
        box(page, name, label, true);
    }

    private static void box(Html page, String name, String label, boolean checked) {
        List<String> attributes = new ArrayList<>(List.of("type", "checkbox", "id", "show-" + name, "value", name));
        attributes.addAll(checked ? List.of("checked", "checked") : List.of());
        page.open("label")
                .open("input", attributes.toArray(String[]::new))
                .text(label)
                .close("label");
    }
}
