package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How versions are made of a date and a number that counts within its period, from 0: as in {@code YYYY.M.PATCH},
 * {@code YYYY.0M.MICRO} or {@code YY.0W.PATCH}. Years come first, the number last, each after '.', '-' or '_'.
 *
 * @see <a href="https://calver.org/#scheme">the scheme of calver.org</a>
 */
record CalverFormat(String text) {
    /** The one of the step. */
    static final String DEFAULT = "YYYY.M.PATCH";

    private static final Pattern FORMAT =
            Pattern.compile("v?(?:YYYY|YY|0Y)(?:[._-](?:MM?|0M|WW?|0W)(?:[._-](?:DD?|0D))?)?[._-](?:PATCH|MICRO)");
    private static final Pattern TOKEN = Pattern.compile("PATCH|MICRO|YYYY|YY|0Y|MM?|0M|WW?|0W|DD?|0D");
    private static final int CENTURY = 100;
    private static final int MILLENNIUM = 2000;

    CalverFormat {
        if (!FORMAT.matcher(text).matches() || text.matches(".*W.*D.*")) {
            throw new InvalidRequestException(
                    "format", text, "a format as YYYY.M.PATCH, YYYY.0M.MICRO, YY.MM.PATCH or YYYY.0W.PATCH");
        }
    }

    /** Returns what all versions of the period begin with in which the date is, as in "2026.2.". */
    String prefix(LocalDate date) {
        Matcher matcher = TOKEN.matcher(text);
        StringBuilder prefix = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(prefix, value(matcher.group(), date));
        }
        return matcher.appendTail(prefix).toString();
    }

    /** Returns the prefixes of the periods in which the dates are, each once. */
    List<String> prefixes(LocalDate... dates) {
        List<String> prefixes = new ArrayList<>();
        for (LocalDate date : dates) {
            String prefix = prefix(date);
            if (!prefixes.contains(prefix)) {
                prefixes.add(prefix);
            }
        }
        return prefixes;
    }

    private String value(String token, LocalDate date) {
        return switch (token.charAt(token.length() - 1)) {
            case 'Y' -> year(token, year(date));
            case 'M' -> padded(token, date.getMonthValue());
            case 'W' -> padded(token, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'D' -> padded(token, date.getDayOfMonth());
            default -> "";
        };
    }

    // A week belongs to one year, also when the year changes within it.
    private int year(LocalDate date) {
        return text.contains("W") ? date.get(IsoFields.WEEK_BASED_YEAR) : date.getYear();
    }

    private static String year(String token, int year) {
        return switch (token) {
            case "YYYY" -> String.valueOf(year);
            case "0Y" -> String.format(Locale.ROOT, "%02d", year % CENTURY);
            default -> String.valueOf(year - MILLENNIUM);
        };
    }

    private static String padded(String token, int value) {
        return token.startsWith("0") ? String.format(Locale.ROOT, "%02d", value) : String.valueOf(value);
    }
}
