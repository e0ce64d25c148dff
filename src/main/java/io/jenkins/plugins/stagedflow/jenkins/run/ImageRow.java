package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.Locale;

/** An image at a registry. */
public final class ImageRow {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private final String name;
    private final String reference;
    private final String digest;
    private final long bytes;
    private final double seconds;
    private final String reason;

    ImageRow(String name, String reference, String digest, long bytes, double seconds, String reason) {
        this.name = Limits.text(name);
        this.reference = Limits.text(reference);
        this.digest = Limits.text(digest);
        this.bytes = bytes;
        this.seconds = seconds;
        this.reason = Limits.message(reason);
    }

    /** Returns how the step calls it. */
    public String getName() {
        return name;
    }

    /** Returns where it is, by its tag. */
    public String getReference() {
        return reference;
    }

    /** Returns its digest; empty if it is not there. */
    public String getDigest() {
        return digest;
    }

    /** Returns the beginning of its digest, for narrow columns. */
    public String getShortDigest() {
        int end = digest.indexOf(':') + 13;
        return digest.length() > end ? digest.substring(0, end) : digest;
    }

    /** Returns its size for people. */
    public String getBytesText() {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** Returns how long it took. */
    public String getSeconds() {
        return Seconds.text(seconds);
    }

    /** Returns why it is not there, or an empty text. */
    public String getReason() {
        return reason;
    }

    /** Returns the command that fetches this very image; empty if it is not there. */
    public String getPull() {
        if (digest.isEmpty()) {
            return "";
        }
        int end = reference.indexOf('@') >= 0 ? reference.indexOf('@') : reference.lastIndexOf(':');
        boolean port = end >= 0 && reference.indexOf('/', end) >= 0;
        return "docker pull " + (end < 0 || port ? reference : reference.substring(0, end)) + "@" + digest;
    }
}
