package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The disk of the target: what stays on it, and what must be free.
 *
 * @param pruneUntil how old unused images must be to be removed
 * @param keep of how many releases the images stay, whatever their age
 * @param minFreeDisk how many MiB must be free for images
 */
record Storage(String pruneUntil, int keep, int minFreeDisk) implements Serializable {
    private static final Pattern AGE = Pattern.compile("(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?(?<=[hms])");
    private static final int LARGEST_DISK = 1024 * 1024;
    private static final int KILO = 1024;
    private static final int FOR_FILES = 16;

    Storage {
        Require.matching("pruneUntil", pruneUntil, AGE, "an age as 72h or 1h30m");
        // One is the release that runs; only with another is there a way back.
        Require.between("keep", keep, 2, 99);
        Require.between("minFreeDisk", minFreeDisk, 0, LARGEST_DISK);
    }

    /** Returns {@code pruneUntil} in seconds. */
    long pruneSeconds() {
        return Duration.parse("PT" + pruneUntil.toUpperCase(Locale.ROOT)).toSeconds();
    }

    /** Returns how many KiB must be free for images. */
    int imageKilobytes() {
        return minFreeDisk * KILO;
    }

    /** Returns how many KiB must be free for the checkout, and for temporary files. */
    int fileKilobytes() {
        return Math.min(minFreeDisk, FOR_FILES) * KILO;
    }
}
