package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;

/**
 * How tags are moved.
 *
 * @param dryRun whether nothing is written
 * @param leaving whether tags stay moved when one cannot be written
 * @param refusingOlder whether a tag that holds a later image is left to it
 * @param referrers whether signatures, SBOMs and attestations are copied with an image
 */
record RetagMode(boolean dryRun, boolean leaving, boolean refusingOlder, boolean referrers) implements Serializable {
    static final RetagMode USUAL = new RetagMode(false, false, false, true);

    RetagMode withDryRun() {
        return new RetagMode(true, leaving, refusingOlder, referrers);
    }

    RetagMode withLeaving() {
        return new RetagMode(dryRun, true, refusingOlder, referrers);
    }

    RetagMode withRefusingOlder() {
        return new RetagMode(dryRun, leaving, true, referrers);
    }

    RetagMode withoutReferrers() {
        return new RetagMode(dryRun, leaving, refusingOlder, false);
    }
}
