package io.jenkins.plugins.stagedflow.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A conversation over two streams, which the remote begins.
 *
 * @param input what the remote says
 * @param output what it is told
 * @param complaints what else it said
 * @param end closes all
 */
record Duplex(InputStream input, OutputStream output, Complaints complaints, AutoCloseable end)
        implements Conversation {
    private static final int BUFFER = 64 * 1024;

    Duplex {
        input = new BufferedInputStream(input, BUFFER);
    }

    @Override
    public boolean isGreeted() {
        return true;
    }

    @Override
    public InputStream greeting() {
        return input;
    }

    @Override
    public InputStream answer(byte[] request) throws IOException {
        output.write(request);
        output.flush();
        return input;
    }

    @Override
    public String complaint() {
        try {
            return complaints.text().strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (Exception e) {
            // What was to be heard was heard.
            return;
        }
    }

    /** What a remote says beside the conversation. */
    @FunctionalInterface
    interface Complaints {
        String text() throws IOException;
    }
}
