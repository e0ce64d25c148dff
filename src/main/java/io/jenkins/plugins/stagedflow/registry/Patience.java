package io.jenkins.plugins.stagedflow.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** How much longer to wait for an answer. */
interface Patience {
    /** Returns the time that is left, zero or less if it is over. */
    Duration left();

    /** Returns what is to be said when it is over. */
    String reason();

    /** Returns the failure to say so. */
    default IOException over(Throwable cause) {
        IOException over = new InterruptedIOException(reason());
        over.initCause(cause);
        return over;
    }

    /** Returns the patience for the given time from now on. */
    static Patience of(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        return new Patience() {
            @Override
            public Duration left() {
                return Duration.ofNanos(end - System.nanoTime());
            }

            @Override
            public String reason() {
                return "no whole answer within " + limit.toSeconds() + " s";
            }
        };
    }
}
