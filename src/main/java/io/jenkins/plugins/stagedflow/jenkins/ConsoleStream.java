package io.jenkins.plugins.stagedflow.jenkins;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Splits what is written into lines; a progress bar's carriage return ends a line too, and a line without end is cut. */
final class ConsoleStream extends OutputStream {
    private static final int LONGEST_LINE = 1024 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean afterReturn;

    ConsoleStream(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int next) {
        // "\r\n" ends one line, not two.
        boolean secondHalf = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (!secondHalf) {
            accept(next);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void close() {
        finish();
        closed.countDown();
    }

    /** Hands on a last line that has no end. */
    synchronized void finish() {
        if (line.size() > 0) {
            emit();
        }
    }

    /** Returns whether whoever writes has closed the stream. */
    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits until whoever writes has closed the stream; returns false if the time is over before. */
    boolean awaitClosed(Duration limit) throws InterruptedException {
        return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void accept(int next) {
        if (next == '\n' || next == '\r') {
            emit();
        } else {
            line.write(next);
            cut();
        }
    }

    private void cut() {
        if (line.size() >= LONGEST_LINE) {
            emit();
        }
    }

    private void emit() {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
