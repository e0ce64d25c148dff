package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens the page of a scan with many findings as it is written, and with all of them shown, in turn. */
public final class Opened {
    private static final String NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))";
    private static final String SHOWN =
            "Array.from(document.querySelectorAll('tbody tr')).filter(r => r.offsetParent !== null).length";

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final String name;
    private final String page;
    private int rows;

    private Opened(String name, String page) {
        this.name = name;
        this.page = page;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        String page = FindingsPage.of(SampleScans.large(Integer.parseInt(arguments[1])));
        Opened first = new Opened("the first", page);
        Opened all = new Opened("all", page.replaceAll("id=\"show-(all|upgrades)\"", "$0 checked=\"checked\""));
        try (Browser browser = new Browser(directory)) {
            for (int round = 0; round <= Integer.parseInt(arguments[2]); round++) {
                first.open(browser, directory, round > 0);
                all.open(browser, directory, round > 0);
            }
        }
        System.out.printf("page       %,d findings, %,d bytes%n", Integer.parseInt(arguments[1]), page.length());
        System.out.printf("%-12s %8s %9s %9s %9s %9s%n", "SECONDS", "ROWS", "MIN", "MEDIAN", "MAX", "PROCESSOR");
        first.tell();
        all.tell();
        System.out.printf("ratio=%.2f%n", median(first.seconds) / median(all.seconds));
        System.exit(0);
    }

    private void open(Browser browser, Path directory, boolean counts) throws Exception {
        Path file = Files.writeString(Files.createTempFile(directory, "page", ".html"), page);
        Duration before = browser.cpu();
        long start = System.nanoTime();
        browser.open(file.toUri().toString());
        browser.evaluate(NEXT_FRAME);
        if (counts) {
            seconds.add((System.nanoTime() - start) / 1e9);
            processor.add(browser.cpu().minus(before).toMillis() / 1e3);
        }
        rows = browser.evaluate(SHOWN).asInt();
    }

    private void tell() {
        List<Double> sorted = seconds.stream().sorted().toList();
        System.out.printf(
                "%-12s %8d %9.2f %9.2f %9.2f %9.2f%n",
                name, rows, sorted.get(0), median(sorted), sorted.get(sorted.size() - 1), median(processor));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
