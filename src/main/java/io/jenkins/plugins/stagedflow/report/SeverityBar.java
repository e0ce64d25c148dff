package io.jenkins.plugins.stagedflow.report;

import java.util.Locale;
import java.util.Map;

/** Counts by severity as a bar of coloured parts, which shows at a glance what the numbers beside it say. */
final class SeverityBar {
    private SeverityBar() {}

    /** Returns how many there are of all severities. */
    static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Writes the bar, as long as the total is of the most. */
    static void into(Html page, Map<String, Integer> counts, int most) {
        page.open(
                "svg", "class", "stack", "viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true");
        double x = 0;
        for (SeverityColour severity : SeverityColour.values()) {
            double width = most == 0 ? 0 : 100.0 * counts.getOrDefault(severity.name(), 0) / most;
            if (width > 0) {
                part(page, severity, x, width);
            }
            x += width;
        }
        page.close("svg");
    }

    private static void part(Html page, SeverityColour severity, double x, double width) {
        page.open(
                        "rect",
                        "class",
                        severity.style(),
                        "fill",
                        severity.fill(),
                        "x",
                        String.format(Locale.ROOT, "%.2f", x),
                        "width",
                        String.format(Locale.ROOT, "%.2f", width),
                        "height",
                        "8")
                .close("rect");
    }
}
