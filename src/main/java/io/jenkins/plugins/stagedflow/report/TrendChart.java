package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.TrendPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many findings the scans had, one column a scan, the last one on the right. */
final class TrendChart {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;
    private static final double WIDEST = 48;

    private final List<TrendPoint> points;

    TrendChart(ScanResult result) {
        List<TrendPoint> all = new ArrayList<>(result.earlier());
        all.add(TrendPoint.of(result));
        points = all;
    }

    /** Returns whether there is more than one scan to compare. */
    boolean hasTrend() {
        return points.size() > 1;
    }

    /** Writes the picture, and the same as a table to unfold. */
    void into(Html page) {
        page.open(
                "svg",
                "class",
                "trend",
                "viewBox",
                String.format(Locale.ROOT, "0 0 %.0f %.0f", WIDTH, HEIGHT),
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                label());
        line(page);
        for (int i = 0; i < points.size(); i++) {
            column(page, points.get(i), i);
        }
        page.close("svg");
        TrendPoint last = points.get(points.size() - 1);
        page.open("p", "class", "span")
                .element("span", day(points.get(0)) + ": " + points.get(0).total());
        page.element("span", "now: " + last.total()).closeLine("p");
        page.open("details").element("summary", "The same as numbers");
        numbers().into(page);
        page.closeLine("details");
    }

    private String label() {
        TrendPoint first = points.get(0);
        TrendPoint last = points.get(points.size() - 1);
        return "Findings of " + points.size() + " scans since " + day(first) + ": " + first.total() + " then, "
                + last.total() + " now";
    }

    private static void line(Html page) {
        String bottom = String.format(Locale.ROOT, "%.0f", HEIGHT);
        page.open(
                        "line",
                        "x1",
                        "0",
                        "x2",
                        String.format(Locale.ROOT, "%.0f", WIDTH),
                        "y1",
                        bottom,
                        "y2",
                        bottom,
                        "stroke",
                        "#8c959f")
                .close("line");
    }

    private void column(Html page, TrendPoint point, int index) {
        double most =
                Math.max(1, points.stream().mapToInt(TrendPoint::total).max().orElse(1));
        double step = Math.min(WIDEST, WIDTH / points.size());
        double bottom = HEIGHT;
        page.open("g").element("title", day(point) + ": " + point.total());
        for (SeverityColour severity : SeverityColour.values()) {
            double height = (HEIGHT - 4) * point.count(severity.name()) / most;
            if (height > 0) {
                part(page, severity, new double[] {index * step + step * 0.1, bottom - height, step * 0.8, height});
                bottom -= height;
            }
        }
        page.close("g");
    }

    private static void part(Html page, SeverityColour severity, double[] box) {
        page.open(
                        "rect",
                        "class",
                        severity.style(),
                        "fill",
                        severity.fill(),
                        "x",
                        number(box[0]),
                        "y",
                        number(box[1]),
                        "width",
                        number(box[2]),
                        "height",
                        number(box[3]))
                .close("rect");
    }

    private HtmlTable numbers() {
        HtmlTable table =
                new HtmlTable("Findings by scan", "Scan", "Critical", "High", "Medium", "Low", "Unknown", "All");
        for (TrendPoint point : points) {
            List<HtmlTable.Cell> cells = new ArrayList<>();
            cells.add(HtmlTable.Cell.text(time(point)));
            for (SeverityColour severity : SeverityColour.values()) {
                cells.add(HtmlTable.Cell.count(point.count(severity.name())));
            }
            cells.add(HtmlTable.Cell.count(point.total()));
            table.row(cells.toArray(HtmlTable.Cell[]::new));
        }
        return table;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String time(TrendPoint point) {
        return point.scannedAt().isEmpty() ? "now" : point.scannedAt();
    }

    private static String day(TrendPoint point) {
        return time(point).replaceAll("T.*", "");
    }
}
