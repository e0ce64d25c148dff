package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.runner.steps.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.locks.ReentrantLock;

/** The terminal the program was started on. */
final class ConsoleTerminal implements Terminal {
    private static final long MILLIS_BETWEEN_LOOKS = 100;

    private final ReentrantLock asking = new ReentrantLock();
    private final PrintWriter out;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    ConsoleTerminal(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean isThere() {
        return System.console() != null;
    }

    // Reading itself cannot be interrupted, waiting for something to read can.
    @Override
    public String ask(String question) throws InterruptedException {
        asking.lockInterruptibly();
        out.print(question);
        out.flush();
        try {
            while (!in.ready()) {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
            String answer = in.readLine();
            return answer == null ? "" : answer;
        } catch (IOException e) {
            return "abort";
        } finally {
            asking.unlock();
        }
    }
}
