package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Upgrade;
import java.util.List;

/**
 * The parts of a page about a scan, each with its heading, and left out where there is nothing to say.
 *
 * @param page where they are written
 * @param result the scan
 * @param merged its findings
 * @param most how many findings to list at most
 * @param shown how many of those are shown without being asked for
 */
record FindingsSections(Html page, ScanResult result, MergedFindings merged, int most, int shown) {
    /** Writes what to upgrade; after the first few of them only what is asked for, with the filter that asks above. */
    void upgrades(String heading, int few, Filters filters) {
        List<Upgrade> upgrades = merged.upgrades();
        if (upgrades.isEmpty()) {
            return;
        }
        page.open("section").element(heading, "What to upgrade");
        filters.write(page, result, merged);
        FindingTables.upgrades(upgrades.subList(0, Math.min(most, upgrades.size())), few)
                .into(page);
        page.closeLine("section");
    }

    /** Writes the images. */
    void images(String heading) {
        page.open("section").element(heading, "Images");
        FindingTables.images(result).into(page);
        page.closeLine("section");
    }

    /** Writes how it was before. */
    void trend(String heading) {
        TrendChart chart = new TrendChart(result);
        if (chart.hasTrend()) {
            page.open("section").element(heading, "Trend");
            chart.into(page);
            page.closeLine("section");
        }
    }

    /** Writes the findings, with what filters them above. */
    void findings(String heading, Filters filters) {
        if (merged.rows().isEmpty()) {
            return;
        }
        page.open("section").element(heading, "Findings");
        filters.write(page, result, merged);
        FindingTables.findings(merged.rows(), most, shown).into(page);
        if (merged.rows().size() > most) {
            note((merged.rows().size() - most) + " more are in the SARIF reports.");
        }
        page.closeLine("section");
    }

    /** Writes what is ignored. */
    void hidden(String heading) {
        int counted =
                result.images().stream().mapToInt(image -> image.ignored()).sum();
        if (counted == 0 && merged.hidden().isEmpty()) {
            return;
        }
        page.open("section").element(heading, "Ignored");
        note("These would count. An ignore file or a VEX document takes them out.");
        FindingTables.hidden(merged, most).into(page);
        page.closeLine("section");
    }

    private void note(String text) {
        page.element("p", text, "class", "note");
    }

    /** Writes what filters the table of findings. */
    interface Filters {
        /** Writes it. */
        void write(Html page, ScanResult result, MergedFindings merged);

        /** Returns that there is none. */
        static Filters none() {
            return (page, result, merged) -> {};
        }
    }
}
