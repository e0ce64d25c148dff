package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * What one attempt to fetch something brought.
 *
 * @param content the bytes, empty unless it succeeded
 * @param problem why it failed, or an empty text
 * @param canPass whether another attempt may succeed
 * @param retryAfter the header of that name, or an empty text
 */
record Fetched(byte[] content, String problem, boolean canPass, String retryAfter) implements Serializable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    static Fetched content(byte[] content) {
        return new Fetched(content, "", false, "");
    }

    static Fetched failed(String problem, boolean canPass) {
        return new Fetched(new byte[0], problem, canPass, "");
    }

    static Fetched refused(int status, String retryAfter) {
        boolean canPass = status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
        return new Fetched(new byte[0], "the server answered " + status, canPass, retryAfter);
    }

    boolean succeeded() {
        return problem.isEmpty();
    }

    /**
     * Returns how long the server asks to wait, in seconds or until a date; nothing if it does not.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>
     */
    Duration retryAfter(Clock clock) {
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
            return Duration.between(clock.instant(), date);
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
