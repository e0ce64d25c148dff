package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;
import io.jenkins.plugins.stagedflow.scan.Finding;
import io.jenkins.plugins.stagedflow.scan.FindingStatus;
import io.jenkins.plugins.stagedflow.scan.MergedFinding;
import io.jenkins.plugins.stagedflow.scan.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Cells of tables about findings. Names, titles and addresses in them are somebody else's. */
final class FindingCells {
    private static final int IDS_SHOWN = 3;

    private FindingCells() {}

    /** Returns the severity as a coloured word, sorted by how bad it is. */
    static Cell severity(Severity severity) {
        return new Cell("severity", page -> Cell.badge(page, severity.name()))
                .sortedBy(Integer.toString(severity.ordinal()));
    }

    /** Returns the id, which leads to where to read more if that is a web address, and the title below it. */
    static Cell finding(Finding finding) {
        return new Cell("finding", page -> {
                    String link = finding.link().orElse("");
                    if (link.isEmpty()) {
                        page.text(finding.id());
                    } else {
                        page.element("a", finding.id(), "href", link, "rel", "noreferrer");
                    }
                    small(page, finding.title());
                })
                .sortedBy(finding.id());
    }

    /** Returns the package with its kind, or the file. */
    static Cell subject(Finding finding) {
        return new Cell("subject", page -> {
                    page.element("code", finding.subject());
                    small(page, finding.packageName().isEmpty() ? finding.kind() : where(finding));
                })
                .sortedBy(finding.subject());
    }

    /** Returns the images that have a finding, a mark each. */
    static Cell marks(MergedFinding merged) {
        return new Cell("images", page -> {
            page.open("ul", "class", "chips");
            for (String image : merged.images()) {
                boolean known = merged.marks().stream()
                        .filter(mark -> mark.image().equals(image))
                        .allMatch(mark -> mark.status().equals(FindingStatus.KNOWN.word()));
                page.element(
                        "li",
                        known ? image + " (known)" : image,
                        known
                                ? new String[] {"data-image", image, "class", "known"}
                                : new String[] {"data-image", image});
            }
            page.close("ul");
        });
    }

    /** Returns names, each as a mark. */
    static Cell chips(List<String> names) {
        return new Cell("text", page -> {
            page.open("ul", "class", "chips");
            names.forEach(name -> page.element("li", name));
            page.close("ul");
        });
    }

    /** Returns the counts by severity as coloured words, sorted by the worst. */
    static Cell counts(Map<String, Integer> counts) {
        return new Cell(
                        "text",
                        page -> counts.forEach((severity, count) -> {
                            Cell.badge(page, severity, count + " " + severity);
                            page.text(" ");
                        }))
                .sortedBy(weight(counts));
    }

    /** Returns ids, those beyond the first few to be unfolded. */
    static Cell ids(List<String> ids) {
        return new Cell("text", page -> {
            int shown = ids.size() <= IDS_SHOWN + 1 ? ids.size() : IDS_SHOWN;
            ids(page, ids.subList(0, shown));
            if (shown < ids.size()) {
                page.open("details").element("summary", (ids.size() - shown) + " more");
                ids(page, ids.subList(shown, ids.size()));
                page.close("details");
            }
        });
    }

    /** Returns the day of a time. */
    static Cell day(String time) {
        return new Cell("date", page -> {
                    if (time.length() >= 10) {
                        page.element("time", time.substring(0, 10), "datetime", time);
                    }
                })
                .sortedBy(time);
    }

    private static void ids(Html page, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            page.element("span", ids.get(i) + (i < ids.size() - 1 ? "," : ""), "class", "id")
                    .text(" ");
        }
    }

    private static String where(Finding finding) {
        return finding.path().isEmpty() ? finding.packageType() : finding.path();
    }

    private static void small(Html page, String text) {
        if (!text.isEmpty()) {
            page.element("span", text, "class", "small");
        }
    }

    // As many digits for each severity as any number of findings needs.
    private static String weight(Map<String, Integer> counts) {
        return List.of("CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN").stream()
                .map(severity -> String.format(Locale.ROOT, "%06d", counts.getOrDefault(severity, 0)))
                .collect(Collectors.joining());
    }
}
