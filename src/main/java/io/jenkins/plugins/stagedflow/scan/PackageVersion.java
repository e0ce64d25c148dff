package io.jenkins.plugins.stagedflow.scan;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The version of a package of any kind. Distributions, npm, Maven, Go and Python each have rules of their own; this is
 * what they have in common: an epoch, runs of digits compared as numbers, and words before a release ({@code ~}, alpha,
 * rc) below it. It orders the versions that advisories name for one package, and decides nothing else.
 *
 * @param text the version as it was given
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version">versions of Debian</a>
 * @see <a href="https://semver.org/#spec-item-11">Semantic Versioning, precedence</a>
 */
record PackageVersion(String text) {
    /** The lowest first; versions that no rule tells apart, such as 1.0 and 1.0.0, are the same. */
    static final Comparator<PackageVersion> ORDER = PackageVersion::compare;

    private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+|~");
    private static final Pattern EPOCH = Pattern.compile("[0-9]+:.*");
    private static final Pattern LETTER_BEFORE_RELEASE = Pattern.compile("(?<=[0-9.-])[abcm](?=[0-9])");
    private static final Pattern BEFORE_RELEASE = Pattern.compile("~|alpha|beta|dev|milestone|pre|preview|rc|snapshot");

    /** Returns whether this is above the other one. */
    boolean isAbove(PackageVersion other) {
        return compare(this, other) > 0;
    }

    /** Returns whether both are of one line, as 2.12.4 and 2.12.9 are: all but the last number is the same. */
    boolean isInLineOf(PackageVersion other) {
        List<String> line = release();
        List<String> others = other.release();
        int length = Math.max(2, line.size() - 1);
        return line.size() >= length
                && others.size() >= length
                && line.subList(0, length).equals(others.subList(0, length));
    }

    private static int compare(PackageVersion left, PackageVersion right) {
        List<String> parts = left.parts();
        List<String> others = right.parts();
        for (int i = 0; i < Math.max(parts.size(), others.size()); i++) {
            int order = compare(part(parts, i), part(others, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(String left, String right) {
        int order = Integer.compare(rank(left), rank(right));
        if (order != 0) {
            return order;
        }
        if (isNumber(left) && isNumber(right)) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return isNumber(left) || isNumber(right) ? 0 : left.compareTo(right);
    }

    // Below a release, the end of a version or a zero, a word behind it, a number.
    private static int rank(String part) {
        if (BEFORE_RELEASE.matcher(part).matches()) {
            return "~".equals(part) ? 0 : 1;
        }
        if (part.isEmpty() || "0".equals(part)) {
            return 2;
        }
        return isNumber(part) ? 4 : 3;
    }

    private List<String> release() {
        return parts().stream().takeWhile(PackageVersion::isNumber).toList();
    }

    // A version without an epoch has epoch 0.
    private List<String> parts() {
        String lower = text.toLowerCase(Locale.ROOT);
        String whole = EPOCH.matcher(lower).matches() ? lower : "0:" + lower.replaceFirst("^v(?=[0-9])", "");
        return PART.matcher(LETTER_BEFORE_RELEASE.matcher(whole).replaceAll("~$0"))
                .results()
                .map(match -> match.group().replaceFirst("^0+(?=[0-9])", ""))
                .toList();
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }
}
