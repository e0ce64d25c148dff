package io.jenkins.plugins.stagedflow.scan;

import java.util.Arrays;
import java.util.Locale;

/** Whether a finding counts, and if it does not, why. */
public enum FindingStatus {
    /** It counts. */
    OPEN,
    /** It is in the base line: it was there before and lets nothing fail. */
    KNOWN,
    /** An ignore file lists it. */
    IGNORED,
    /** A VEX document says that it does no harm here. */
    NOT_AFFECTED,
    /** A VEX document says that it is mended here. */
    FIXED;

    /** Returns the word for people. */
    public String word() {
        return switch (this) {
            case OPEN -> "open";
            case KNOWN -> "in the base line";
            case IGNORED -> "ignored";
            case NOT_AFFECTED -> "not affected";
            case FIXED -> "fixed";
        };
    }

    /** Returns whether an ignore file or a VEX document hid it from the scanner's list. */
    public boolean isHidden() {
        return this != OPEN && this != KNOWN;
    }

    /** Returns the status a scanner gave what it left out; what was left out for a reason nobody knows is ignored. */
    static FindingStatus hidden(String name) {
        return Arrays.stream(values())
                .filter(FindingStatus::isHidden)
                .filter(status -> status.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(IGNORED);
    }
}
