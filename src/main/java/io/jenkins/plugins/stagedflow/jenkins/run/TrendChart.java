package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bar for each run, made of one part for each severity, the worst at the bottom. */
public final class TrendChart {
    private static final int HEIGHT = 120;
    private static final int STEP = 24;
    private static final int BAR = 16;

    private final List<Bar> bars = new ArrayList<>();
    private final int highest;

    TrendChart(List<Point> points) {
        highest = points.stream()
                .mapToInt(point -> point.counts().getTotal())
                .max()
                .orElse(0);
        for (int i = 0; i < points.size(); i++) {
            bars.add(new Bar(points.get(i), i * STEP, highest));
        }
    }

    /** Returns the bars, the oldest first. */
    public List<Bar> getBars() {
        return bars;
    }

    /** Returns the width of all bars. */
    public int getWidth() {
        return bars.size() * STEP;
    }

    /** Returns the height of the highest bar. */
    public int getHeight() {
        return HEIGHT;
    }

    /** Returns how many findings the highest bar stands for. */
    public int getHighest() {
        return highest;
    }

    /** A run with its findings. */
    record Point(int number, String name, Counts counts) {}

    /** The bar of a run. */
    public static final class Bar {
        private final Point point;
        private final int x;
        private final List<Part> parts = new ArrayList<>();

        Bar(Point point, int x, int highest) {
            this.point = point;
            this.x = x;
            Counts counts = point.counts();
            double y = HEIGHT;
            y = add("critical", counts.getCritical(), y, highest);
            y = add("high", counts.getHigh(), y, highest);
            y = add("medium", counts.getMedium(), y, highest);
            y = add("low", counts.getLow(), y, highest);
            add("unknown", counts.getUnknown(), y, highest);
        }

        private double add(String severity, int count, double bottom, int highest) {
            if (count == 0) {
                return bottom;
            }
            double height = (double) HEIGHT * count / highest;
            parts.add(new Part(severity, bottom - height, height));
            return bottom - height;
        }

        /** Returns the number of the run, which is its address too. */
        public int getNumber() {
            return point.number();
        }

        /** Returns how the run is called. */
        public String getName() {
            return point.name();
        }

        /** Returns its findings. */
        public Counts getCounts() {
            return point.counts();
        }

        /** Returns where it begins. */
        public int getX() {
            return x;
        }

        /** Returns how wide it is. */
        public int getWidth() {
            return BAR;
        }

        /** Returns its parts. */
        public List<Part> getParts() {
            return parts;
        }
    }

    /** The findings of one severity. */
    public static final class Part {
        private final String severity;
        private final double y;
        private final double height;

        Part(String severity, double y, double height) {
            this.severity = severity;
            this.y = y;
            this.height = height;
        }

        /** Returns the severity as the name of a style. */
        public String getSeverity() {
            return severity;
        }

        /** Returns where it begins, from the top. */
        public String getY() {
            return String.format(Locale.ROOT, "%.1f", y);
        }

        /** Returns how high it is. */
        public String getHeight() {
            return String.format(Locale.ROOT, "%.1f", height);
        }
    }
}
