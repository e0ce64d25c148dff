package io.jenkins.plugins.stagedflow.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream into lines; a progress bar's carriage return ends a line too, and a line without end is cut. */
final class LineReader {
    private static final int LONGEST_LINE = 1024 * 1024;

    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    LineReader(InputStream stream) {
        reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    void forEach(Consumer<String> lines) throws IOException {
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            accept((char) next, lines);
        }
        if (line.length() > 0) {
            emit(lines);
        }
    }

    private void accept(char next, Consumer<String> lines) {
        // "\r\n" ends one line, not two.
        boolean secondHalf = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (next == '\n' || next == '\r') {
            emitUnless(secondHalf, lines);
        } else {
            line.append(next);
            cut(lines);
        }
    }

    private void cut(Consumer<String> lines) {
        if (line.length() >= LONGEST_LINE) {
            emit(lines);
        }
    }

    private void emitUnless(boolean secondHalf, Consumer<String> lines) {
        if (!secondHalf) {
            emit(lines);
        }
    }

    private void emit(Consumer<String> lines) {
        lines.accept(line.toString());
        line.setLength(0);
    }
}
