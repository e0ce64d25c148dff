package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.MergedFinding;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Upgrade;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A scan for logs and terminals: the images, what to upgrade, and what no upgrade mends, in columns. */
public final class FindingsText {
    private static final int MOST_ROWS = 20;

    private FindingsText() {}

    /** Returns the lines, each ended by a line break; control characters of names are shown as '?'. */
    public static String of(ScanResult result) {
        MergedFindings merged = MergedFindings.of(result);
        return images(result) + upgrades(merged.upgrades()) + others(merged);
    }

    private static String images(ScanResult result) {
        TextColumns table =
                new TextColumns(Set.of(2, 3, 4, 5), "IMAGE", "RESULT", "CRITICAL", "HIGH", "OTHER", "IGNORED");
        for (ImageScan image : result.images()) {
            int critical = image.counts().getOrDefault("CRITICAL", 0);
            int high = image.counts().getOrDefault("HIGH", 0);
            table.row(
                    image.name(),
                    image.outcome(),
                    number(image, critical),
                    number(image, high),
                    number(image, SeverityBar.total(image.counts()) - critical - high),
                    number(image, image.ignored()));
        }
        return table.lines();
    }

    // Nothing is known of an image that could not be scanned, least of all that it has no findings.
    private static String number(ImageScan image, int count) {
        return image.error().isEmpty() ? Integer.toString(count) : "?";
    }

    private static String upgrades(List<Upgrade> upgrades) {
        TextColumns table = new TextColumns(Set.of(), "UPGRADE", "INSTALLED", "TO", "MENDS", "IMAGES");
        upgrades.stream()
                .limit(MOST_ROWS)
                .forEach(upgrade -> table.row(
                        upgrade.packageName(),
                        upgrade.installedVersion(),
                        upgrade.to(),
                        counts(upgrade.counts()),
                        String.join(", ", upgrade.images())));
        return table.hasRows() ? "\n" + table.lines() + more(upgrades.size()) : "";
    }

    private static String others(MergedFindings merged) {
        List<MergedFinding> others = merged.rows().stream()
                .filter(row -> row.finding().packageName().isEmpty()
                        || row.finding().fixedVersion().isEmpty())
                .toList();
        TextColumns table = new TextColumns(Set.of(), "NO UPGRADE FOR", "SEVERITY", "IN", "IMAGES");
        others.stream()
                .limit(MOST_ROWS)
                .forEach(row -> table.row(
                        row.finding().id(), row.severity(), row.finding().subject(), String.join(", ", row.images())));
        return table.hasRows() ? "\n" + table.lines() + more(others.size()) : "";
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String more(int rows) {
        return rows > MOST_ROWS ? "and " + (rows - MOST_ROWS) + " more\n" : "";
    }
}
