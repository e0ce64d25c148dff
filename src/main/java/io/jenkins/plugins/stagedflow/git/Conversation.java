package io.jenkins.plugins.stagedflow.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;

/** One request to a service of a remote, and its answer. */
interface Conversation extends AutoCloseable {
    /** Returns whether the remote begins by telling what it has, so that this must be read first. */
    boolean isGreeted();

    /** Returns what the remote begins with. */
    InputStream greeting() throws IOException;

    /** Sends the whole request and returns the answer. */
    InputStream answer(byte[] request) throws IOException;

    /** Returns why the remote ended the conversation early, as far as it said so elsewhere; else an empty text. */
    String complaint();

    @Override
    void close();

    /** Returns what the work returns; a conversation that ended early fails with the remote's complaint. */
    static <T> T with(Transport transport, Service service, Work<T> work) throws IOException {
        try (Conversation conversation = transport.open(service)) {
            try {
                return work.done(conversation);
            } catch (EOFException | SocketException e) {
                String complaint = conversation.complaint();
                throw complaint.isEmpty() ? e : new IOException(complaint, e);
            }
        }
    }

    /** What is to be done in a conversation. */
    @FunctionalInterface
    interface Work<T> {
        T done(Conversation conversation) throws IOException;
    }
}
