package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Console;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a phase prints: facts are kept, all other lines are shown, and the last of them kept for a message. */
final class RemoteOutput {
    private static final int LINES_KEPT = 3;
    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private final String mark;
    private final Console console;
    private final Map<String, List<String>> facts = new LinkedHashMap<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    RemoteOutput(String mark, Console console) {
        this.mark = mark;
        this.console = console;
    }

    /** Takes the next line. */
    synchronized void line(String line) {
        if (line.startsWith(mark + " ")) {
            String[] fact = line.substring(mark.length() + 1).split(" ", 2);
            facts.computeIfAbsent(fact[0], name -> new ArrayList<>()).add(fact.length > 1 ? fact[1] : "");
            notifyAll();
        } else {
            console.line(line);
            keep(line);
        }
    }

    /** Returns the values of a fact, in the order they came. */
    synchronized List<String> facts(String name) {
        return List.copyOf(facts.getOrDefault(name, List.of()));
    }

    /** Returns the last value of a fact, or an empty text. */
    synchronized String fact(String name) {
        List<String> values = facts(name);
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    /** Returns why the phase failed, as it said itself, with the last lines it printed if they tell more. */
    synchronized String reason() {
        String said = fact("failure");
        String broken = fact("broken");
        String shown = String.join(" / ", lastLines);
        String why =
                said.isEmpty() ? broken.isEmpty() || shown.isEmpty() ? broken + shown : broken + ": " + shown : said;
        return console.masked(why);
    }

    /** Waits until a script has told the fact, and returns whether it has: it may end before, or take too long. */
    synchronized boolean await(String fact, RemoteScript script, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (facts(fact).isEmpty() && !script.isOver() && System.nanoTime() < end) {
            wait(MILLIS_BETWEEN_LOOKS);
        }
        return !facts(fact).isEmpty();
    }

    private void keep(String line) {
        lastLines.addLast(line.strip());
        if (lastLines.size() > LINES_KEPT) {
            lastLines.removeFirst();
        }
    }
}
