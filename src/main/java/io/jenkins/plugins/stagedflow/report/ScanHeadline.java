package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a scan comes to, in a word, in a sentence and in a few numbers.
 *
 * @param result the scan
 * @param merged its findings
 */
record ScanHeadline(ScanResult result, MergedFindings merged) {
    /** Returns how the scan ended: passed, findings, or incomplete where an image could not be scanned. */
    String outcome() {
        if (errors() > 0 || result.images().isEmpty()) {
            return "incomplete";
        }
        return result.passed() ? "passed" : "findings";
    }

    /** Returns the title. */
    String title() {
        return "Scan of " + count(result.images().size(), "image");
    }

    /** Returns what to know first. */
    String lead() {
        List<String> sentences = new ArrayList<>();
        if (errors() > 0) {
            sentences.add(count(errors(), "image") + " could not be scanned: nothing is known about "
                    + (errors() == 1 ? "it." : "them."));
        }
        long failing = result.images().stream()
                .filter(image -> "findings".equals(image.outcome()))
                .count();
        if (failing > 0) {
            sentences.add(failing + " of " + count(result.images().size(), "image")
                    + (failing == 1 ? " does not pass." : " do not pass."));
        }
        sentences.add(found());
        return String.join(" ", sentences);
    }

    /** Writes the numbers. */
    void tiles(Html page) {
        page.open("dl", "class", "tiles");
        for (SeverityColour severity : SeverityColour.of(result)) {
            tile(page, severity.style(), severity.word(), merged.counts().getOrDefault(severity.name(), 0));
        }
        if (!result.policy().baseline().isEmpty()) {
            tile(page, "new", "Not in the base line", merged.open());
        }
        tile(page, "ignored", "Ignored", merged.hidden().size());
        page.closeLine("dl");
    }

    private String found() {
        int rows = merged.rows().size();
        if (rows == 0) {
            return nothing();
        }
        List<Upgrade> upgrades = merged.upgrades();
        long mended = upgrades.stream()
                .mapToLong(upgrade -> upgrade.findings().size())
                .sum();
        return upgrades.isEmpty()
                ? "No upgrade takes any of the " + count(rows, "finding") + " away."
                : count(upgrades.size(), "upgrade") + (upgrades.size() == 1 ? " takes " : " take ") + mended + " of "
                        + count(rows, "finding") + " away.";
    }

    private String nothing() {
        int hidden = merged.hidden().size();
        return hidden == 0
                ? "Nothing was found."
                : "All that was found is ignored: " + count(hidden, "finding") + ", listed below.";
    }

    private int errors() {
        return (int) result.images().stream()
                .map(ImageScan::error)
                .filter(error -> !error.isEmpty())
                .count();
    }

    private static void tile(Html page, String style, String name, int count) {
        page.open("div", "class", "tile " + style).element("dt", name);
        page.element("dd", String.format(Locale.ROOT, "%,d", count)).close("div");
    }

    private static String count(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }
}
