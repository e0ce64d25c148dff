package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The colours of severities where no style sheet may be used, the worst first. */
enum SeverityColour {
    CRITICAL("#9f1239"),
    HIGH("#c2410c"),
    MEDIUM("#8a5a00"),
    LOW("#2f6690"),
    UNKNOWN("#57606a");

    private final String fill;

    SeverityColour(String fill) {
        this.fill = fill;
    }

    /** Returns the severities that count in a scan or were found, the worst first. */
    static List<SeverityColour> of(ScanResult result) {
        return Stream.of(values())
                .filter(severity -> result.policy().severity().contains(severity.name())
                        || result.images().stream()
                                .anyMatch(image -> image.counts().containsKey(severity.name())))
                .toList();
    }

    /** Returns the word for people. */
    String word() {
        return name().charAt(0) + style().substring(1);
    }

    /** Returns the colour. */
    String fill() {
        return fill;
    }

    /** Returns its class in the style sheet, which takes the place of the colour. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
