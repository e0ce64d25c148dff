package io.jenkins.plugins.stagedflow.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The end of a text, in lines, of a limited size. */
final class LimitedLines {
    private static final String CUT = "(cut: what came before the last ";
    // A note a service at most, where lines of several are put together.
    private static final int MOST_NOTES = 100;

    private LimitedLines() {}

    /** Returns whether the line is a note that others were left out before it. */
    static boolean isNote(String line) {
        return line.startsWith(CUT);
    }

    /**
     * Returns the lines of a text of at most the given number of bytes. Of one that reaches it the start is missing or
     * goes: the first line, which may be part of one, gives way to a note.
     */
    static List<String> of(String text, int mostBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < mostBytes) {
            return text.lines().toList();
        }
        String end = new String(bytes, bytes.length - mostBytes, mostBytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(end.lines().toList());
        lines.set(0, cut(mostBytes));
        return lines;
    }

    /** Returns whether lines were left out, here or where a part of them came from. */
    static boolean isCut(List<String> lines) {
        return lines.stream().limit(MOST_NOTES).anyMatch(line -> line.contains(CUT));
    }

    private static String cut(int mostBytes) {
        return CUT + mostBytes + " bytes is left out)";
    }
}
