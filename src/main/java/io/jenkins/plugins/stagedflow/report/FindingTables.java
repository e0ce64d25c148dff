package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;
import io.jenkins.plugins.stagedflow.scan.Finding;
import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.MergedFinding;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of a scan, for the page about it and for the summary of a flow. */
final class FindingTables {
    private FindingTables() {}

    /** Returns the images with what was found in each. */
    static HtmlTable images(ScanResult result) {
        int most = result.images().stream()
                .mapToInt(image -> SeverityBar.total(image.counts()))
                .max()
                .orElse(0);
        List<SeverityColour> severities = SeverityColour.of(result);
        List<String> headings = new ArrayList<>(List.of("Image", "Result"));
        severities.forEach(severity -> headings.add(severity.word()));
        headings.addAll(List.of("Share", "Ignored", "Digest"));
        HtmlTable table = new HtmlTable("Images scanned", headings.toArray(String[]::new)).called("images", "quiet");
        for (ImageScan image : result.images()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(image.name()), outcome(image)));
            severities.forEach(severity -> cells.add(count(image, severity)));
            cells.add(new Cell("share", page -> SeverityBar.into(page, image.counts(), most)));
            cells.add(Cell.count(image.ignored()));
            cells.add(Cell.code(image.digest()));
            table.row(cells.toArray(Cell[]::new));
        }
        return table;
    }

    /** Returns what to upgrade, those after the first few to be shown only when they are asked for. */
    static HtmlTable upgrades(List<Upgrade> upgrades, int shown) {
        HtmlTable table = new HtmlTable(
                        "What to upgrade, what helps most first",
                        "Package",
                        "Installed",
                        "Upgrade to",
                        "Mends",
                        "Findings",
                        "Images")
                .called("upgrades", "sortable quiet");
        for (Upgrade upgrade : upgrades) {
            table.styled(
                    table.size() < shown ? "" : "more",
                    subject(upgrade),
                    Cell.code(upgrade.installedVersion()),
                    new Cell("wanted", page -> page.element("code", upgrade.to())),
                    FindingCells.counts(upgrade.counts()),
                    FindingCells.ids(upgrade.findings()),
                    FindingCells.chips(upgrade.images()));
        }
        return table;
    }

    /** Returns the findings, at most so many, those after the first few to be shown only when they are asked for. */
    static HtmlTable findings(List<MergedFinding> rows, int most, int shown) {
        HtmlTable table = new HtmlTable(
                        "Findings, the worst first",
                        "Finding",
                        "Severity",
                        "Package or file",
                        "Installed",
                        "Fixed in",
                        "Images",
                        "First seen")
                .called("findings", "findings sortable quiet");
        rows.stream()
                .limit(most)
                .forEach(row -> table.styled(style(row) + (table.size() < shown ? "" : " more"), cells(row)));
        return table;
    }

    /** Returns what was hidden, and why. */
    static HtmlTable hidden(MergedFindings merged, int most) {
        HtmlTable table = new HtmlTable(
                        "Findings that an ignore file or a VEX document takes out",
                        "Finding",
                        "Severity",
                        "Package or file",
                        "Status",
                        "Why",
                        "Says who",
                        "Images")
                .called("ignored", "sortable quiet");
        for (MergedFinding row : merged.hidden().stream().limit(most).toList()) {
            Finding finding = row.finding();
            table.row(
                    FindingCells.finding(finding),
                    FindingCells.severity(finding.severity()),
                    FindingCells.subject(finding),
                    Cell.text(finding.status().word()),
                    Cell.text(finding.why().isEmpty() ? "no reason given" : finding.why()),
                    Cell.text(finding.source().replaceAll("^.*/", "")),
                    FindingCells.chips(row.images()));
        }
        return table;
    }

    private static Cell[] cells(MergedFinding row) {
        Finding finding = row.finding();
        return new Cell[] {
            FindingCells.finding(finding),
            FindingCells.severity(finding.severity()),
            FindingCells.subject(finding),
            new Cell("version", page -> page.text(finding.installedVersion())),
            new Cell("version", page -> page.text(finding.fixedVersion())),
            FindingCells.marks(row),
            FindingCells.day(row.firstSeen())
        };
    }

    private static String style(MergedFinding row) {
        return "is-"
                + row.severity().toLowerCase(Locale.ROOT)
                + (row.isOpen() ? "" : " is-known")
                + (row.finding().isUnfixed() ? " is-unfixed" : "");
    }

    private static Cell subject(Upgrade upgrade) {
        return new Cell("text", page -> {
                    page.element("code", upgrade.packageName());
                    page.element("span", upgrade.packageType(), "class", "small");
                })
                .sortedBy(upgrade.packageName());
    }

    private static Cell outcome(ImageScan image) {
        String error = image.error();
        return new Cell("text", page -> {
            Cell.badge(page, image.outcome());
            if (!error.isEmpty()) {
                page.text(" could not be scanned: " + error);
            }
        });
    }

    // Nothing is known of an image that could not be scanned, least of all that it has no findings.
    private static Cell count(ImageScan image, SeverityColour severity) {
        return image.error().isEmpty()
                ? Cell.count(image.counts().getOrDefault(severity.name(), 0))
                : new Cell("number", page -> page.text("?"));
    }
}
