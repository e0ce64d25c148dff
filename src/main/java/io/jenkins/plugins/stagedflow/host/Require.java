package io.jenkins.plugins.stagedflow.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of request fields. Each returns the value it was given or throws an {@link InvalidRequestException}. */
public final class Require {
    private Require() {}

    /** Requires a text that is not blank and holds no control characters. */
    public static String text(String field, @CheckForNull String value) {
        return matching(
                field, value, Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*"), "a text on one line");
    }

    /** Requires a text that matches the whole pattern. */
    public static String matching(String field, @CheckForNull String value, Pattern pattern, String expected) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new InvalidRequestException(field, value == null ? "" : value, expected);
        }
        return value;
    }

    /** Requires at least one element and no element twice; returns an immutable copy. */
    public static <T> List<T> distinct(String field, Collection<T> values, String expected) {
        if (values.isEmpty()) {
            throw new InvalidRequestException(field, "", expected);
        }
        return noneTwice(field, values);
    }

    /** Requires that no element is named twice; returns an immutable copy. */
    public static <T> List<T> noneTwice(String field, Collection<T> values) {
        List<T> copy = List.copyOf(values);
        copy.stream()
                .filter(value -> copy.indexOf(value) != copy.lastIndexOf(value))
                .findFirst()
                .ifPresent(twice -> {
                    throw new InvalidRequestException(field, twice, "each one only once");
                });
        return copy;
    }

    /** Requires a TCP port. */
    public static int port(String field, int value) {
        return between(field, value, 1, 65_535);
    }

    /** Requires a number within the bounds, both included. */
    public static int between(String field, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new InvalidRequestException(field, value, "a number from %d to %d".formatted(lowest, highest));
        }
        return value;
    }

    /** Requires a time limit above zero and of at most a day. */
    public static Duration timeLimit(String field, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new InvalidRequestException(field, value.toSeconds() + " s", "a time limit from 1 s to 24 h");
        }
        return value;
    }

    /** Requires an http or https URL with a host and without credentials in it. */
    public static URI httpUrl(String field, @CheckForNull String value) {
        String expected = "an http or https URL without user or password in it";
        try {
            URI url = new URI(value == null ? "" : value);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
                throw new InvalidRequestException(field, withoutUserInfo(url), expected);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new InvalidRequestException(
                    field, "a text of " + String.valueOf(value).length() + " characters", expected);
        }
    }

    // The refused value is printed: a password in it must not be.
    private static String withoutUserInfo(URI url) {
        String userInfo = url.getRawUserInfo();
        return userInfo == null ? url.toString() : url.toString().replace(userInfo + "@", "****@");
    }
}
