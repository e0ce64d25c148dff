package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A calendar version: what the versions of its period begin with, and a number that counts within the period from 0 and
 * may be of any size.
 *
 * @param prefix as in "2026.2."
 * @param patch the number
 * @see <a href="https://calver.org/">Calendar Versioning</a>
 */
public record CalendarVersion(String prefix, BigInteger patch) implements Comparable<CalendarVersion>, Serializable {
    private static final Pattern PATCH = Pattern.compile("0|[1-9][0-9]*");
    private static final Comparator<CalendarVersion> ORDER =
            Comparator.comparing(CalendarVersion::prefix).thenComparing(CalendarVersion::patch);

    /** Returns the first version of a period. */
    public static CalendarVersion first(String prefix) {
        return new CalendarVersion(prefix, BigInteger.ZERO);
    }

    /** Returns the version of the period that a text names; nothing if it is none, as with a leading zero. */
    public static Optional<CalendarVersion> parse(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        String patch = text.substring(prefix.length());
        return PATCH.matcher(patch).matches()
                ? Optional.of(new CalendarVersion(prefix, new BigInteger(patch)))
                : Optional.empty();
    }

    /** Returns the version after this one in the same period. */
    public CalendarVersion next() {
        return new CalendarVersion(prefix, patch.add(BigInteger.ONE));
    }

    @Override
    public int compareTo(CalendarVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return prefix + patch;
    }
}
