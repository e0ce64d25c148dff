package io.jenkins.plugins.stagedflow.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The logs of all services in one, in the order of time. */
final class CombinedLog {
    private static final int TIMESTAMP = "2026-01-01T00:00:00.000000000Z".length();

    private CombinedLog() {}

    /** Returns the lines, each with the name of its service after the timestamp; of each service as much as its share. */
    static List<String> of(Map<String, List<String>> services, int mostBytes) {
        int width = services.keySet().stream().mapToInt(String::length).max().orElse(0);
        int share = mostBytes / Math.max(1, services.size()) - width;
        List<String> notes = new ArrayList<>();
        List<String> all = new ArrayList<>();
        services.forEach((service, lines) -> {
            String name = ("%-" + width + "s | ").formatted(service);
            for (String line : LimitedLines.of(String.join("\n", lines), Math.max(share, TIMESTAMP))) {
                if (LimitedLines.isNote(line) || line.length() <= TIMESTAMP) {
                    notes.add(name + line);
                } else {
                    all.add(line.substring(0, TIMESTAMP) + " " + name
                            + line.substring(TIMESTAMP).stripLeading());
                }
            }
        });
        all.sort(Comparator.comparing(line -> line.substring(0, TIMESTAMP)));
        notes.addAll(all);
        return notes;
    }
}
