package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.MergedFinding;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Upgrade;
import java.util.ArrayList;
import java.util.List;

/** What a scan found: images, then each finding once, the worst first, and what to upgrade. */
public final class ScanDetail extends Detail {
    private final String scanner;
    private final boolean passed;
    private final ArrayList<ScannedImage> images;
    private final Counts counts;
    private final ArrayList<FindingRow> findings;
    private final ArrayList<UpgradeRow> upgrades;
    private final int left;

    ScanDetail(ScanResult result) {
        MergedFindings merged = MergedFindings.of(result);
        List<MergedFinding> rows = merged.rows();
        List<Upgrade> all = merged.upgrades();
        scanner = Limits.text(result.scanner());
        passed = result.passed();
        images = Limits.first(Limits.MOST_PARTS, result.images(), ScannedImage::new);
        counts = Counts.of(merged.counts());
        findings = Limits.first(Limits.MOST_FINDINGS, rows, FindingRow::new);
        upgrades = Limits.first(Limits.MOST_PARTS, all, UpgradeRow::new);
        left = rows.size() - findings.size();
    }

    private ScanDetail(ScanDetail whole, int most) {
        scanner = whole.scanner;
        passed = whole.passed;
        images = whole.images;
        counts = whole.counts;
        findings = Limits.first(most, whole.findings, row -> row);
        upgrades = Limits.first(most, whole.upgrades, row -> row);
        left = whole.left + whole.findings.size() - findings.size();
    }

    /** Returns the same with at most so many findings, and upgrades. */
    ScanDetail limited(int most) {
        return findings.size() <= most ? this : new ScanDetail(this, most);
    }

    /** Returns the program and its version. */
    public String getScanner() {
        return scanner;
    }

    /** Returns whether all images were scanned and let through. */
    public boolean isPassed() {
        return passed;
    }

    /** Returns the images. */
    public List<ScannedImage> getImages() {
        return images;
    }

    /** Returns how many findings there are of each severity, each counted once. */
    public Counts getCounts() {
        return counts;
    }

    /** Returns the findings, the worst first. */
    public List<FindingRow> getFindings() {
        return findings;
    }

    /** Returns what to upgrade. */
    public List<UpgradeRow> getUpgrades() {
        return upgrades;
    }

    /** Returns how many findings are not kept here, since there are so many; the reports have them. */
    public int getLeft() {
        return left;
    }

    /** One image of a scan. */
    public static final class ScannedImage {
        private final String name;
        private final String digest;
        private final String outcome;
        private final String error;
        private final Counts counts;
        private final int ignored;

        ScannedImage(ImageScan image) {
            name = Limits.text(image.name());
            digest = Limits.text(image.digest());
            outcome = image.outcome();
            error = Limits.message(image.error());
            counts = Counts.of(image.counts());
            ignored = image.ignored();
        }

        /** Returns how the step calls it. */
        public String getName() {
            return name;
        }

        /** Returns the digest of what was scanned. */
        public String getDigest() {
            return digest;
        }

        /** Returns how its scan ended: clean, findings, or error. */
        public String getOutcome() {
            return outcome;
        }

        /** Returns why it could not be scanned, or an empty text. */
        public String getError() {
            return error;
        }

        /** Returns how many findings it has of each severity. */
        public Counts getCounts() {
            return counts;
        }

        /** Returns how many findings were hidden. */
        public int getIgnored() {
            return ignored;
        }
    }
}
