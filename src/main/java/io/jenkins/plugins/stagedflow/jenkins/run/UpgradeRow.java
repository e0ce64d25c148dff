package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.scan.Upgrade;

/** A package to upgrade and what that mends. */
public final class UpgradeRow {
    private final String name;
    private final String installed;
    private final String to;
    private final String images;
    private final Counts counts;
    private final int unfixed;

    UpgradeRow(Upgrade upgrade) {
        name = Limits.text(upgrade.packageName());
        installed = Limits.text(upgrade.installedVersion());
        to = Limits.text(upgrade.to());
        images = Limits.text(String.join(", ", upgrade.images()));
        counts = Counts.of(upgrade.counts());
        unfixed = upgrade.unfixed();
    }

    /** Returns the package. */
    public String getName() {
        return name;
    }

    /** Returns the version that is there. */
    public String getInstalled() {
        return installed;
    }

    /** Returns the lowest version that mends all that can be mended; empty if there is none yet. */
    public String getTo() {
        return to;
    }

    /** Returns the images that have the package. */
    public String getImages() {
        return images;
    }

    /** Returns how many findings it mends. */
    public Counts getCounts() {
        return counts;
    }

    /** Returns how many findings in the package no version mends. */
    public int getUnfixed() {
        return unfixed;
    }
}
