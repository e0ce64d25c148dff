package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.Locale;

/** Durations for people. */
final class Seconds {
    private static final int MINUTE = 60;

    private Seconds() {}

    static String text(double seconds) {
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / MINUTE + " min " + whole % MINUTE + " s";
    }
}
