package io.jenkins.plugins.stagedflow.release;

import java.io.Serializable;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar version YYYY.M.PATCH: the year in full, the month without a leading zero, and a number that counts within
 * the month from 0 and may be of any size.
 *
 * @param month year and month
 * @param patch the number within the month
 * @see <a href="https://calver.org/">Calendar Versioning</a>
 */
public record CalendarVersion(YearMonth month, BigInteger patch) implements Comparable<CalendarVersion>, Serializable {
    private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{3})\\.([1-9]|1[0-2])\\.(0|[1-9][0-9]*)");
    private static final Comparator<CalendarVersion> ORDER =
            Comparator.comparing(CalendarVersion::month).thenComparing(CalendarVersion::patch);

    /** Returns the first version of a month. */
    public static CalendarVersion first(YearMonth month) {
        return new CalendarVersion(month, BigInteger.ZERO);
    }

    /** Returns the version a text names; nothing if it is none, as with a leading {@code v} or zero. */
    public static Optional<CalendarVersion> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Optional.of(new CalendarVersion(month, new BigInteger(matcher.group(3))));
    }

    /** Returns the version after this one in the same month. */
    public CalendarVersion next() {
        return new CalendarVersion(month, patch.add(BigInteger.ONE));
    }

    /** Returns what all versions of a month begin with, as in "2026.2.". */
    public static String prefix(YearMonth month) {
        return "%d.%d.".formatted(month.getYear(), month.getMonthValue());
    }

    @Override
    public int compareTo(CalendarVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return prefix(month) + patch;
    }
}
