package io.jenkins.plugins.stagedflow.deploy;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes values so that a POSIX shell reads them as they are, whatever they hold. */
final class ShellQuote {
    private ShellQuote() {}

    /**
     * Returns the value as one word of a shell.
     *
     * @throws IllegalArgumentException if it holds a NUL, which no shell can carry
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02">quoting</a>
     */
    static String quote(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A value for a shell cannot hold a NUL");
        }
        // Between single quotes everything is literal but the single quote itself.
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Returns the values as words, separated by spaces. */
    static String quoteAll(Collection<String> values) {
        return values.stream().map(ShellQuote::quote).collect(Collectors.joining(" "));
    }
}
